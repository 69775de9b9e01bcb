import type { ReceiveOrderReturnDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Records that the goods of a return came back. */
export const receiveReturnStep = createStep(
  "receive-return",
  async ({ order_id, ...received }: ReceiveOrderReturnDTO & { order_id: string }, { container }) => {
    await container.resolve(Modules.ORDER).receiveReturn(received)
    return new StepResponse(undefined, order_id)
  },
  async (orderId, { container }) => {
    if (orderId) {
      await container.resolve(Modules.ORDER).revertLastVersion(orderId)
    }
  },
)
