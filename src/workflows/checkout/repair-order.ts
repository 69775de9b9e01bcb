import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { isComplete, repairHalfOrder } from "./repair-half-order"

type Input = { cart_id: string; order_id: string }

/** Maximum time to wait for the cart's lock, in seconds. */
const WAIT_SECONDS = 30

const repairOrderStep = createStep("repair-order", async ({ cart_id, order_id }: Input, { container }) => {
  const locking = container.resolve(Modules.LOCKING)
  const outcome = await locking.execute(
    [cart_id],
    async () =>
      (await isComplete(container, order_id)) ? "complete" : repairHalfOrder(container, cart_id, order_id),
    { timeout: WAIT_SECONDS },
  )
  if (outcome === "canceled") {
    await completeCartWorkflow(container).run({ input: { id: cart_id } })
  }
  return new StepResponse(outcome)
})

/**
 * Repairs an order that a process crash interrupted: completes the order, or cancels it and completes its
 * cart again.
 *
 * @throws the errors of completeCartWorkflow; then the cart is open again with all its items
 */
export const repairOrderWorkflow = createWorkflow("repair-order", (input: WorkflowData<Input>) => {
  return new WorkflowResponse(repairOrderStep(input))
})
