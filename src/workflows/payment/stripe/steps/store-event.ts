import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { GatewayEventRecord } from "../../../../modules/gateway/types"
import { STRIPE } from "../account"

export type NewEvent = {
  external_id: string
  type: string
  /** Stripe's id of a Checkout Session or payment intent. */
  subject_id: string
  happened_at: Date | string
}

export type StoredEvent = { id: string; is_new: boolean; is_followed: boolean }

async function find(gateway: GatewayModuleService, id: string): Promise<GatewayEventRecord | undefined> {
  const [known] = await gateway.listGatewayEvents({ provider_id: STRIPE, external_id: id }, { take: 1 })
  return known
}

const toStoredEvent = (event: GatewayEventRecord, isNew: boolean): StoredEvent => ({
  id: event.id,
  is_new: isNew,
  is_followed: event.followed_at !== null,
})

/** Stores an event once; duplicate deliveries share one row. */
export const storeEventStep = createStep(
  "store-event",
  async (input: NewEvent, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const known = await find(gateway, input.external_id)
    if (known) {
      return new StepResponse<StoredEvent, string | null>(toStoredEvent(known, false), null)
    }
    try {
      const event = await gateway.createGatewayEvents({
        ...input,
        provider_id: STRIPE,
        happened_at: new Date(input.happened_at),
        followed_at: null,
      })
      return new StepResponse<StoredEvent, string | null>(toStoredEvent(event, true), event.id)
    } catch (error) {
      // A duplicate delivery was stored first: the unique index rejects the second row.
      const duplicate = await find(gateway, input.external_id)
      if (!duplicate) {
        throw error
      }
      return new StepResponse<StoredEvent, string | null>(toStoredEvent(duplicate, false), null)
    }
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve<GatewayModuleService>(GATEWAY_MODULE).deleteGatewayEvents(id)
    }
  },
)
