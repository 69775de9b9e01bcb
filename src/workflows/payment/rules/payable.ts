import { MathBN } from "@medusajs/framework/utils"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { payableMinorUnits } from "../../../providers/redirect-payment/minor-units"
import type { PayableOrder } from "../payable-order"

/** Why a gateway may not take money for an order. */
export type PaymentRefusal =
  | "no_order"
  /** Canceled, or its window is over. */
  | "order_canceled"
  | "already_paid"
  /** It is paid in another way, such as on delivery. */
  | "not_awaited"
  | "wrong_amount"
  /** Another transaction is in progress for it. */
  | "busy"

/** What a gateway would take, in minor units. */
export type Charge = { amount: number; currency_code: string }

/** Why an order's other transaction forbids a new one. Money that a gateway has is paid, also before Medusa knows. */
export const busyWith = ({ state }: Pick<GatewayTransactionRecord, "state">): PaymentRefusal =>
  state === "performed" ? "already_paid" : "busy"

/** What is collected for an order; the shop's checkout makes exactly one collection. */
const collectionsOf = ({ payment_collections: all }: PayableOrder) =>
  (all ?? []).filter((one) => one !== null)

/**
 * What is to be paid for an order: undefined when staff have changed it since and the sums do not agree. They are
 * compared as they are paid: taxes that are in the prices leave Medusa's total some trillionths beside its collection.
 */
export function amountDue(order: PayableOrder): number | undefined {
  const [collection, another] = collectionsOf(order)
  const due = payableMinorUnits(order.total)
  return collection && !another && payableMinorUnits(collection.amount) === due ? due : undefined
}

export const isPaid = (order: PayableOrder) =>
  collectionsOf(order).some(({ captured_amount }) => MathBN.gt(captured_amount ?? 0, 0))

export const isCanceled = (order: { status: string; assignment: { status: string } | null }) =>
  order.status === "canceled" || order.assignment?.status === "canceled"

/**
 * Whether an order may be paid now, with this money.
 *
 * @param onTime whether the payment window counts: it does for a payment that begins, not for one under way
 * @returns why not
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
