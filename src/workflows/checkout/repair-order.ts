import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { isWhole, mendHalfOrder } from "./repair-half-order"

type Input = { cart_id: string; order_id: string }

/** How long who completes the cart now is waited for, in seconds. */
const WAIT_SECONDS = 30

const mendOrderStep = createStep("mend-order", async ({ cart_id, order_id }: Input, { container }) => {
  const locking = container.resolve(Modules.LOCKING)
  const isMended = await locking.execute(
    [cart_id],
    async () => (await isWhole(container, order_id)) || (await mendHalfOrder(container, cart_id, order_id)),
    { timeout: WAIT_SECONDS },
  )
  if (!isMended) {
    await completeCartWorkflow(container).run({ input: { id: cart_id } })
  }
  return new StepResponse(isMended)
})

/**
 * Ends what the death of a process broke off: an order that came to be by halves becomes whole, or its cart is
 * completed anew.
 *
 * @throws what completing a cart throws; the cart is then a cart again, with all that is in it
 */
export const mendOrderWorkflow = createWorkflow("mend-order", (input: WorkflowData<Input>) => {
  return new WorkflowResponse(mendOrderStep(input))
})
