import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"

/** The order's address needs no more keeping. */
export const markRememberedStep = createStep(
  "mark-remembered",
  async (input: { order_id: string }, { container }) => {
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    const due = await service.listDeliveries({ ...input, remembered_at: null }, { select: ["id"], take: 1 })
    const ids = due.map(({ id }) => id)
    await service.updateDeliveries(ids.map((id) => ({ id, remembered_at: new Date() })))
    return new StepResponse(undefined, ids)
  },
  async (ids, { container }) => {
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    await service.updateDeliveries((ids ?? []).map((id) => ({ id, remembered_at: null })))
  },
)
