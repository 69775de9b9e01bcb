import type { MedusaContainer } from "@medusajs/framework/types"
import { announceAssignment, announceNotFollowed } from "../bot/messages/announcements/announcer"
import { notifyOfStuckOrder } from "../bot/messages/announcements/stuck-orders"
import { finishClosedOrders } from "../workflows/assignment/finish-closed-order"
import { followOrder } from "../workflows/assignment/follow-order"
import { ordersToFollow, type OrderToFollow } from "../workflows/assignment/orders-to-follow"
import { finishDeliveryChange } from "../workflows/delivery/finish-delivery-change"
import { followAddress } from "../workflows/delivery/follow-address"
import { sweepOwnEdits } from "../workflows/order-edits/own-edit"
import { sweepOrderChanges } from "../workflows/order-edits/follow-order-changes"
import { openInterruptedOrders } from "../workflows/outside-orders/open-outside-order"
import { beginSweep, type ReportOrder } from "../workflows/sweep"

/** Age in ms after which a change of a delivery has lost its process. */
const UNFINISHED_MS = 60_000

/**
 * Aligns assignments and deliveries with their Medusa orders, and records edits, returns, exchanges and claims. The
 * subscribers do this at once; this sweep covers lost events and interrupted changes. It is idempotent: each transition
 * requires its source state, so only the first of concurrent attempts succeeds.
 */
export default async function followOrders(container: MedusaContainer) {
  const report: ReportOrder = ({ order_id: id, number }, error) =>
    notifyOfStuckOrder(container, { id, number }, error)
  await sweepOwnEdits(container, report)
  await sweepOrderChanges(container, report)
  await openInterruptedOrders(container, report)
  await finishClosedOrders(container, report)
  const sweep = await beginSweep(container, { task: "follow-orders", expected: ["order_being_changed"] })
  for await (const order of ordersToFollow(container)) {
    const { assignment_id: id, number } = order
    await sweep.run(
      { id, order: number },
      () => follow(container, order),
      (error) => announceNotFollowed(container, id, error),
    )
  }
}

async function follow(container: MedusaContainer, { order_id, assignment_id }: OrderToFollow): Promise<void> {
  await followOrder(container, order_id)
  await followAddress(container, order_id)
  const before = new Date(Date.now() - UNFINISHED_MS)
  if (await finishDeliveryChange(container, order_id, { before })) {
    await announceAssignment(container, assignment_id)
  }
}

export const config = { name: "follow-orders", schedule: "8,38 * * * * *" }
