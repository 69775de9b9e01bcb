import type { MedusaContainer } from "@medusajs/framework/types"
import { notifyOfStuckOrder } from "../bot/messages/announcements/stuck-orders"
import { finishHandOvers } from "../workflows/assignment/hand-over"

/** Records the deliveries that nobody has undone in time. */
export default async function finishConfirmed(container: MedusaContainer): Promise<void> {
  await finishHandOvers(container, ({ order_id: id, number }, error) =>
    notifyOfStuckOrder(container, { id, number }, error),
  )
}

export const config = { name: "finish-hand-overs", schedule: "4,14,24,34,44,54 * * * * *" }
