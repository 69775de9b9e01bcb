import type { MedusaContainer } from "@medusajs/framework/types"
import { orderOfFulfillment } from "../../medusa-sql/followed-orders"
import { followOrder } from "./follow-order"

/** {@link followOrder} for the order of a changed fulfillment. Events name the order, or only the fulfillment. */
export async function followFulfillment(
  container: MedusaContainer,
  changed: { order_id: string } | { id: string },
): Promise<void> {
  const orderId = "order_id" in changed ? changed.order_id : await orderOfFulfillment(container, changed.id)
  if (orderId) {
    await followOrder(container, orderId)
  }
}
