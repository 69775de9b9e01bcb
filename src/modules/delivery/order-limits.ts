import { createHash } from "node:crypto"
import type { Earlier, OrderFacts } from "./statements"

/** Limits of orders; see `LimitSettings`. A limit of 0 does not apply. */
export type OrderLimits = {
  ordersPerHour: number
  unpaidOrders: number
  openCashOrders: number
  cashNoShows: number
  firstCashOrder: "call" | "advance"
  firstCashOrderValue: number
  giftCash: "shop" | "off"
}

/** The amount of a buyer's order, and the limits of their orders. */
export type BuyerLimits = {
  /** Amount to pay, in the main unit of the currency. */
  total: number
  limits: OrderLimits
  facts: OrderFacts
}

export type Buyer = BuyerLimits & {
  /** See the delivery's `buyer`. */
  id: string | null
  pays_cash: boolean
}

/** Why a buyer may not place an order. */
export type BuyerProblem =
  | "too_many_orders"
  | "unpaid_orders"
  | "open_cash_orders"
  | "cash_refused"
  | "first_order_in_advance"
  | "gift_in_advance"

const isCostlyFirst = ({ limits, total }: BuyerLimits, { delivered }: Earlier): boolean =>
  limits.firstCashOrderValue > 0 && delivered === 0 && total > limits.firstCashOrderValue

/**
 * Whether a courier brings a delivery to someone who did not order it. The recipient of a gift pays nothing: its giver pays
 * before the courier leaves.
 */
export const isGift = (
  delivery: { method: string | null; for_someone_else: boolean } | null | undefined,
): boolean => delivery?.method === "delivery" && delivery.for_someone_else

/** Why a buyer may not place an order; undefined when they may. @param is_gift see {@link isGift} */
export function buyerProblem(
  buyer: Omit<Buyer, "id">,
  earlier: Earlier,
  is_gift = false,
): BuyerProblem | undefined {
  const { ordersPerHour, unpaidOrders, openCashOrders, cashNoShows, firstCashOrder } = buyer.limits
  if (ordersPerHour && earlier.last_hour >= ordersPerHour) {
    return "too_many_orders"
  }
  if (!buyer.pays_cash) {
    return unpaidOrders && earlier.unpaid >= unpaidOrders ? "unpaid_orders" : undefined
  }
  if (is_gift && buyer.limits.giftCash === "off") {
    return "gift_in_advance"
  }
  if (cashNoShows && earlier.no_shows >= cashNoShows) {
    return "cash_refused"
  }
  if (openCashOrders && earlier.open_cash >= openCashOrders) {
    return "open_cash_orders"
  }
  return firstCashOrder === "advance" && isCostlyFirst(buyer, earlier) ? "first_order_in_advance" : undefined
}

/** The reason that forbids a buyer to pay an order in cash, and the one that forbids online payment. Without it they may. */
export type PaymentProblems = { cash?: BuyerProblem; online?: BuyerProblem }

export const paymentProblems = (buyer: BuyerLimits, earlier: Earlier, is_gift: boolean): PaymentProblems => ({
  cash: buyerProblem({ ...buyer, pays_cash: true }, earlier, is_gift),
  online: buyerProblem({ ...buyer, pays_cash: false }, earlier),
})

/** Whether staff talk to the buyer before they make the order. */
export const isCallDue = (buyer: Omit<Buyer, "id">, earlier: Earlier): boolean =>
  buyer.pays_cash && buyer.limits.firstCashOrder === "call" && isCostlyFirst(buyer, earlier)

/** A key for an address, whatever its spaces, punctuation and letter case; empty without an address. */
export function addressKey(address: string | null): string {
  const letters = (address ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  return letters && createHash("sha256").update(letters).digest("hex").slice(0, 32)
}
