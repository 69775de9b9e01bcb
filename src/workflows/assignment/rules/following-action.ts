import type { FollowedOrder } from "../../../medusa-sql/followed-orders"
import type { Action, AssignmentState } from "../../../modules/workshop/order-transitions"
import { isOfFormerRound } from "./round"

export type FollowingAssignment = AssignmentState & { fulfillment_id: string | null }

/**
 * The next action that brings an assignment closer to its Medusa order; undefined if the two agree. Several may be
 * necessary: call it again after each one.
 *
 * - A canceled order is canceled, and a paid one is offered.
 * - An accepted order whose recorded fulfillment was canceled is given back.
 * - An order that Medusa shows as shipped or delivered is moved to that state.
 *
 * A fulfillment that is not shipped does not accept an offered order: the florist who accepts adopts it. A shipped
 * fulfillment does not move an order that already left the shop: it stays shipped after a failed delivery.
 */
export function followingAction(at: FollowingAssignment, order: FollowedOrder): Action | undefined {
  if (order.status === "canceled") {
    return ["delivered", "returned", "canceled"].includes(at.status) ? undefined : "cancel"
  }
  const { isLost, isShipped, isDelivered } = stateOf(at, order)
  switch (at.status) {
    case "awaiting_payment":
      return order.is_paid ? "offer" : undefined
    case "offered":
      return isShipped ? "accept" : undefined
    case "accepted":
      return isLost ? "give_back" : isShipped ? "mark_ready" : undefined
    case "ready":
      if (at.method === "pickup") {
        return isDelivered ? "deliver" : undefined
      }
      return isDelivered || (isShipped && !at.picked_up_at) ? "pick_up" : undefined
    case "out_for_delivery":
      return isDelivered ? "deliver" : undefined
    default:
      return undefined
  }
}

/**
 * The state of the fulfillments of the order's current round. Those that need no shipping count only if there are no
 * others.
 */
function stateOf({ fulfillment_id, reopened_at }: FollowingAssignment, order: FollowedOrder) {
  const fulfillments = order.fulfillments.filter((one) => !isOfFormerRound(one, reopened_at))
  const active = fulfillments.filter((one) => !one.canceled_at)
  const shipped = active.filter((one) => one.requires_shipping)
  const decisive = shipped.length ? shipped : active
  return {
    isLost: !active.length && fulfillments.some((one) => one.id === fulfillment_id),
    isShipped: decisive.length > 0 && decisive.every((one) => one.shipped_at || one.delivered_at),
    isDelivered: decisive.length > 0 && decisive.every((one) => one.delivered_at),
  }
}
