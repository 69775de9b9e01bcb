import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { GatewayEvents } from "../../../lib/events"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayEventRecord } from "../../../modules/gateway/types"
import { STRIPE } from "../../../lib/shop"

export type NewEvent = {
  external_id: string
  type: string
  /** Stripe's id of a Checkout Session or payment intent. */
  subject_id: string
  happened_at: Date
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
async function store(container: MedusaContainer, input: NewEvent): Promise<StoredEvent> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await find(gateway, input.external_id)
  if (known) {
    return toStoredEvent(known, false)
  }
  try {
    const event = await gateway.createGatewayEvents({
      ...input,
      provider_id: STRIPE,
      followed_at: null,
    })
    return toStoredEvent(event, true)
  } catch (error) {
    // A duplicate delivery was stored first: the unique index rejects the second row.
    const duplicate = await find(gateway, input.external_id)
    if (!duplicate) {
      throw error
    }
    return toStoredEvent(duplicate, false)
  }
}

/**
 * Stores an event before Stripe gets its answer. An event of the bus, or the next sweep, processes it
 * afterwards.
 *
 * @returns the stored event, and whether it is new
 */
export async function receiveStripeEvent(container: MedusaContainer, input: NewEvent): Promise<StoredEvent> {
  const stored = await store(container, input)
  if (!stored.is_followed) {
    await container.resolve(Modules.EVENT_BUS).emit({ name: GatewayEvents.RECEIVED, data: { id: stored.id } })
  }
  return stored
}
