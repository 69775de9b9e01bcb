import { MathBN } from "@medusajs/framework/utils"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { minorUnits } from "../../../lib/money"
import type { Status } from "../../../modules/workshop/order-transitions"
import { payableMinorUnits } from "../../../providers/redirect-payment/minor-units"
import { balanceOf } from "./balance"
import type { PayableOrder } from "./payable-order"

/** Why a gateway must not take money for an order. */
export type PaymentRefusal =
  | "no_order"
  /** Canceled, or the payment window has ended. */
  | "order_canceled"
  | "already_paid"
  /** It does not await an online payment, for example because it is paid on delivery. */
  | "not_awaited"
  | "wrong_amount"
  /** Another transaction of the order is in progress. */
  | "busy"

/** Amount that a gateway would take, in minor units. */
export type Charge = { amount: number; currency_code: string }

/**
 * Why another transaction of the order blocks a new one. A performed transaction counts as paid even before
 * Medusa has captured it.
 */
export const busyWith = ({ state }: Pick<GatewayTransactionRecord, "state">): PaymentRefusal =>
  state === "performed" ? "already_paid" : "busy"

/** The payment collections of an order: one of the checkout, and those that edits added. */
const collectionsOf = ({ payment_collections: all }: PayableOrder) =>
  (all ?? []).filter((one) => one !== null)

export const isPaid = (order: PayableOrder) =>
  collectionsOf(order).some(({ captured_amount }) => MathBN.gt(captured_amount ?? 0, 0))

/** Amount in minor units that an edit left to pay of a paid order; 0 for other orders. */
export const differenceDue = (order: PayableOrder): number =>
  isPaid(order) ? minorUnits(balanceOf(order).due) : 0

/** In these states a gateway may take the difference. After the delivery the courier has collected it. */
export const DIFFERENCE_STATUSES: (Status | undefined)[] = [
  "offered",
  "accepted",
  "ready",
  "out_for_delivery",
]

/** Whether the shopper can pay online the difference of a paid order that an edit made more expensive. */
export const isDifferencePayable = (order: PayableOrder): boolean =>
  !isCanceled(order) && DIFFERENCE_STATUSES.includes(order.assignment?.status) && differenceDue(order) > 0

/**
 * Amount due in minor units, rounded to the currency's last digit. Of a paid order: the difference that an edit left.
 *
 * @returns undefined if nothing is due, or if staff changed the order and the collection differs from the total
 */
export function amountDue(order: PayableOrder): number | undefined {
  if (isPaid(order)) {
    return differenceDue(order) || undefined
  }
  const [collection, another] = collectionsOf(order)
  const due = payableMinorUnits(order.total, order.currency_code)
  const asked = collection && payableMinorUnits(collection.amount, order.currency_code)
  return !another && asked === due ? due : undefined
}

export const isCanceled = (order: { status: string; assignment: { status: string } | null }) =>
  order.status === "canceled" || order.assignment?.status === "canceled"

/**
 * Checks whether an order may be paid with this amount.
 *
 * @param onTime whether the payment window must be open: true when a payment begins, false when it is in
 *   progress
 * @returns the reason why not; undefined if it may be paid
 */
export function refusePayment(
  order: PayableOrder | undefined,
  charge: Charge,
  { now, onTime }: { now: Date; onTime: boolean },
): Exclude<PaymentRefusal, "busy"> | undefined {
  if (!order) {
    return "no_order"
  }
  if (isCanceled(order)) {
    return "order_canceled"
  }
  if (isPaid(order) && !isDifferencePayable(order)) {
    return "already_paid"
  }
  if (!isPaid(order) && order.assignment?.status !== "awaiting_payment") {
    return "not_awaited"
  }
  const due = isPaid(order) ? null : order.assignment?.payment_due_at
  if (onTime && due && new Date(due) <= now) {
    return "order_canceled"
  }
  const isRight = charge.amount === amountDue(order) && charge.currency_code === order.currency_code
  return isRight ? undefined : "wrong_amount"
}
