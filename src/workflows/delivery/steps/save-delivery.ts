import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryPlan } from "./plan-delivery"

export const saveDeliveryStep = createStep(
  "save-delivery",
  async (input: { cart_id: string; plan: DeliveryPlan }, { container }) => {
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    const { existing, delivery } = input.plan
    const { starts_at, ends_at, ...rest } = delivery
    const id = await service.saveForCart(input.cart_id, {
      ...rest,
      starts_at: starts_at && new Date(starts_at),
      ends_at: ends_at && new Date(ends_at),
    })
    return new StepResponse(id, { id, existing })
  },
  async (undo, { container }) => {
    if (!undo) {
      return
    }
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    if (undo.existing) {
      await service.updateDeliveries(undo.existing)
    } else {
      await service.deleteDeliveries(undo.id)
    }
  },
)
