import { MathBN } from "@medusajs/framework/utils"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { payableMinorUnits } from "../../../providers/redirect-payment/minor-units"
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

/** The payment collections of an order; the shop's checkout creates exactly one. */
const collectionsOf = ({ payment_collections: all }: PayableOrder) =>
  (all ?? []).filter((one) => one !== null)

/**
 * Amount due in minor units; undefined if staff changed the order and the collection differs from the total.
 * Both are rounded to the currency's last digit first.
 */
export function amountDue(order: PayableOrder): number | undefined {
  const [collection, another] = collectionsOf(order)
  const due = payableMinorUnits(order.total, order.currency_code)
  const asked = collection && payableMinorUnits(collection.amount, order.currency_code)
  return !another && asked === due ? due : undefined
}

export const isPaid = (order: PayableOrder) =>
  collectionsOf(order).some(({ captured_amount }) => MathBN.gt(captured_amount ?? 0, 0))

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
  if (isPaid(order)) {
    return "already_paid"
  }
  if (order.assignment?.status !== "awaiting_payment") {
    return "not_awaited"
  }
  const due = order.assignment.payment_due_at
  if (onTime && due && new Date(due) <= now) {
    return "order_canceled"
  }
  const isRight = charge.amount === amountDue(order) && charge.currency_code === order.currency_code
  return isRight ? undefined : "wrong_amount"
}
