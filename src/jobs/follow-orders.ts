import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../lib/as-error"
import { announceAssignment, announceNotFollowed } from "../bot/messages/announcements/announcer"
import { errorCode, isRefusal } from "../lib/errors"
import { finishClosedOrders } from "../workflows/assignment/finish-closed-order"
import { followOrder } from "../workflows/assignment/follow-order"
import { ordersToFollow, type OrderToFollow } from "../workflows/assignment/orders-to-follow"
import { finishDeliveryChange } from "../workflows/delivery/finish-delivery-change"
import { followAddress } from "../workflows/delivery/follow-address"
import { sweepOrderChanges } from "../workflows/order-edits/follow-order-changes"
import { openInterruptedOrders } from "../workflows/outside-orders/open-outside-order"
import { optionsOf } from "../workflows/settings"

/** Age in ms after which a change of a delivery has lost its process. */
const UNFINISHED_MS = 60_000

/**
 * Aligns assignments and deliveries with their Medusa orders, and records edits, returns, exchanges and claims. The
 * subscribers do this at once; this sweep covers lost events and interrupted changes. It is idempotent: each transition
 * requires its source state, so only the first of concurrent attempts succeeds.
 */
export default async function followOrders(container: MedusaContainer) {
  await sweepOrderChanges(container)
  await openInterruptedOrders(container)
  await finishClosedOrders(container)
  for await (const order of ordersToFollow(container)) {
    try {
      await follow(container, order)
    } catch (error) {
      // Continues with the other orders; the next run retries this one.
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `order ${order.number} in the workshop does not follow Medusa's order, the next run retries: ${errorCode(error) ?? asError(error).message}`,
        )
      if (isRefusal(error) && errorCode(error) !== "order_being_changed" && optionsOf(container).token) {
        await announceNotFollowed(container, order.assignment_id, error)
      }
    }
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
