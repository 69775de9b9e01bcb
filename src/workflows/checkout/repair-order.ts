import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { isWhole, repairHalfOrder } from "./repair-half-order"

/** Maximum time in s to wait for a process that completes the cart now. */
const WAIT_SECONDS = 30

/**
 * Finishes an order whose completion was interrupted by the end of its process, or completes its cart again.
 *
 * @throws the errors of completing a cart; the cart is then open again, with its content
 */
export async function repairOrder(
  container: MedusaContainer,
  { cart_id, order_id }: { cart_id: string; order_id: string },
): Promise<void> {
  const isResolved = await container
    .resolve(Modules.LOCKING)
    .execute(
      [cart_id],
      async () =>
        (await isWhole(container, order_id)) || (await repairHalfOrder(container, cart_id, order_id)),
      { timeout: WAIT_SECONDS },
    )
  if (!isResolved) {
    await completeCartWorkflow(container).run({ input: { id: cart_id } })
  }
}
