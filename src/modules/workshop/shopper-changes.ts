import type { AssignmentState } from "./order-transitions"

/** The parts of a placed order that its shopper may change. */
export const CHANGEABLE_PARTS = ["slot", "address", "recipient", "card", "comment"] as const
export type ChangeablePart = (typeof CHANGEABLE_PARTS)[number]

const BEFORE_READY = ["awaiting_payment", "offered", "accepted"]

/** Whether a courier has the order, so that the shopper can change it only through the shop's staff. */
export const isWithCourier = ({ status, courier_id }: AssignmentState): boolean =>
  status === "out_for_delivery" || (status === "ready" && courier_id !== null)

/**
 * The parts that the shopper of an order may change now: everything until the bouquet is ready, then time, address and
 * recipient until a courier takes the order. A failed delivery and the goods of an exchange or a claim are arranged in other
 * ways.
 */
export function changeableParts(at: AssignmentState): ChangeablePart[] {
  const isBeforeReady = BEFORE_READY.includes(at.status)
  if (at.reopened_at || at.picked_up_at || at.courier_id || !(isBeforeReady || at.status === "ready")) {
    return []
  }
  return CHANGEABLE_PARTS.filter((part) => {
    switch (part) {
      case "address":
        return at.method === "delivery"
      case "card":
      case "comment":
        return isBeforeReady
      default:
        return true
    }
  })
}
