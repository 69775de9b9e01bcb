import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"

/** Marks the order's address as saved. */
export const markRememberedStep = createStep(
  "mark-remembered",
  async (input: { order_id: string }, { container }) => {
    const ids = await container.resolve<DeliveryModuleService>(DELIVERY_MODULE).markRemembered(input)
    return new StepResponse(undefined, ids)
  },
  async (ids, { container }) => {
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    await service.updateDeliveries((ids ?? []).map((id) => ({ id, remembered_at: null })))
  },
)
