import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { isComplete, repairHalfOrder } from "./repair-half-order"

/** Maximum time to wait for the cart's lock, in seconds. */
const WAIT_SECONDS = 30

/**
 * Repairs an order that a process crash interrupted: completes the order, or cancels it and completes its
 * cart again.
 *
 * @returns what was done; `complete` if nothing had to be done
 * @throws the errors of completeCartWorkflow; then the cart is open again with all its items
 */
export async function repairOrder(
  container: MedusaContainer,
  { cart_id, order_id }: { cart_id: string; order_id: string },
): Promise<"complete" | "completed" | "canceled" | "foreign"> {
  const outcome = await container
    .resolve(Modules.LOCKING)
    .execute(
      [cart_id],
      async () =>
        (await isComplete(container, order_id)) ? "complete" : repairHalfOrder(container, cart_id, order_id),
      { timeout: WAIT_SECONDS },
    )
  if (outcome === "canceled") {
    await completeCartWorkflow(container).run({ input: { id: cart_id } })
  }
  return outcome
}
