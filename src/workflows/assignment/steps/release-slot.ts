import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"

/** The order's delivery slot is free for another. It is the last thing done for an order, so it is never undone. */
export const releaseSlotStep = createStep(
  "release-slot",
  async (input: { order_id: string }, { container }) => {
    await container.resolve<DeliveryModuleService>(DELIVERY_MODULE).release(input)
    return new StepResponse(undefined)
  },
)
