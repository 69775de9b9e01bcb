import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { isWhole, repairHalfOrder } from "./repair-half-order"

type Input = { cart_id: string; order_id: string }

/** How long who completes the cart now is waited for, in seconds. */
const WAIT_SECONDS = 30

const repairOrderStep = createStep("repair-order", async ({ cart_id, order_id }: Input, { container }) => {
  const locking = container.resolve(Modules.LOCKING)
  const isResolved = await locking.execute(
    [cart_id],
    async () => (await isWhole(container, order_id)) || (await repairHalfOrder(container, cart_id, order_id)),
    { timeout: WAIT_SECONDS },
  )
  if (!isResolved) {
    await completeCartWorkflow(container).run({ input: { id: cart_id } })
  }
  return new StepResponse(isResolved)
})

/**
 * Ends what the death of a process broke off: an order that came to be by halves becomes whole, or its cart is
 * completed anew.
 *
 * @throws what completing a cart throws; the cart is then a cart again, with all that is in it
 */
export const repairOrderWorkflow = createWorkflow("repair-order", (input: WorkflowData<Input>) => {
  return new WorkflowResponse(repairOrderStep(input))
})
