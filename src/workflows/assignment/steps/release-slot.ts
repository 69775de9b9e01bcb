import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"

/**
 * Makes the order's delivery slot free. Has no compensation, because it is the last change of the workflows
 * that use it.
 */
export const releaseSlotStep = createStep(
  "release-slot",
  async (input: { order_id: string }, { container }) => {
    await container.resolve<DeliveryModuleService>(DELIVERY_MODULE).release(input)
    return new StepResponse(undefined)
  },
)
