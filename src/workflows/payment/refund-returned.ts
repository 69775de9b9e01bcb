import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError, Modules } from "@medusajs/framework/utils"
import { refundPaymentsWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { Attention } from "../../modules/gateway/models/gateway-transaction"
import type { GatewayTransactionRecord } from "../../modules/gateway/types"
import type { Status } from "../../modules/workshop/order-transitions"
import { readSession } from "../../providers/redirect-payment/session"
import { cancelOrderWorkflow } from "../assignment/cancel-order"
import { paymentsOf, readOrderMoney, type OrderMoney } from "./order-money"

type Payment = ReturnType<typeof paymentsOf>[number]

/** Until the bouquet is made an order whose money went back is canceled; later staff decide what becomes of it. */
const NOT_MADE: Status[] = ["awaiting_payment", "offered", "accepted"]
const OVER: (Status | undefined)[] = ["canceled", "returned", undefined]

/** Medusa's payment that a gateway's transaction became. */
export function paymentOf(order: OrderMoney, transaction: GatewayTransactionRecord): Payment | undefined {
  return paymentsOf(order).find(
    ({ provider_id, data }) =>
      provider_id === transaction.provider_id &&
      readSession(data ?? {}).performed?.transaction_id === transaction.external_id,
  )
}

const sumOf = (parts: ({ amount: BigNumberInput } | null)[] | null) =>
  (parts ?? []).reduce((total, part) => MathBN.add(total, part?.amount ?? 0), MathBN.convert(0))

/** What of a payment was captured and not refunded yet. */
export function owed({ captures, refunds }: Payment) {
  return MathBN.sub(sumOf(captures), sumOf(refunds))
}

/** So long Medusa may be at it when it cancels an order and refunds it on the way. */
const CANCELING_MS = 15_000

/**
 * Whether Medusa has refunded a payment by itself this moment and its order stands yet: then staff are canceling it,
 * and are not to be disturbed, or they have only refunded it.
 */
export function isBeingCanceled(order: OrderMoney, transaction: GatewayTransactionRecord): boolean {
  const payment = paymentOf(order, transaction)
  if (!payment?.captured_at || order.status === "canceled" || MathBN.gt(owed(payment), 0)) {
    return false
  }
  if (readSession(payment.data ?? {}).refunded) {
    // Its provider has said so when it was done.
    return false
  }
  const since = Date.now() - CANCELING_MS
  return (payment.refunds ?? []).some((refund) => refund && new Date(refund.created_at).getTime() > since)
}

/**
 * Notes in Medusa that a gateway has given the money back: the payment is refunded, and an order that is not made
 * yet is canceled.
 *
 * @returns what staff are to look at: flowers that are made, and not paid any more
 * @throws when Medusa did not refund it; it is tried again then
 */
export async function refundReturned(
  container: MedusaContainer,
  order: OrderMoney,
  transaction: GatewayTransactionRecord,
): Promise<Attention | null> {
  const payment = paymentOf(order, transaction)
  if (!payment) {
    // It never reached Medusa: the order waits for another payment, or its window ends.
    return null
  }
  // Staff have refunded it here: they know what becomes of the flowers.
  const isDecided = MathBN.lte(owed(payment), 0)
  await noteReturn(container, payment, transaction)
  const status = order.assignment?.status
  if (order.assignment && status && NOT_MADE.includes(status) && payment.captured_at) {
    await cancelOrderWorkflow(container).run({
      input: { assignment_id: order.assignment.id, actor: { type: "system" } },
    })
  }
  await refundRest(container, order.id, transaction)
  const isClear = NOT_MADE.includes(status ?? "delivered") || OVER.includes(status)
  return isDecided || isClear ? null : "order_in_work"
}

/**
 * Books in Medusa what a gateway has given back of a payment by itself: a part that was refunded in its dashboard.
 *
 * @throws when Medusa did not book it; it is tried again then
 */
export async function bookPartReturned(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  if (!payment) {
    return
  }
  const missing = MathBN.sub(MathBN.div(transaction.refunded_amount, 100), sumOf(payment.refunds))
  const isMissing = MathBN.gt(missing, 0)
  const returning = isMissing ? MathBN.mult(missing, 100).toNumber() : null
  if (readSession(payment.data ?? {}).returning !== returning) {
    // The provider is told that this money is back already.
    const marked = { id: payment.id, data: { ...payment.data, returning } }
    await container.resolve(Modules.PAYMENT).updatePayment(marked)
  }
  if (isMissing) {
    const note = `${transaction.external_id}: refunded at the gateway`
    await refund(container, order.status === "canceled", { payment_id: payment.id, amount: missing, note })
    await checkRefunded(container, transaction, transaction.refunded_amount)
  }
}

/** Core only logs what a provider refuses for an order that is canceled. */
async function checkRefunded(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  minorUnits: number,
): Promise<void> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  if (payment && MathBN.lt(MathBN.mult(sumOf(payment.refunds), 100), minorUnits)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Medusa did not refund the payment.")
  }
}

/** Medusa's provider refunds only what the gateway has said to have returned. */
async function noteReturn(
  container: MedusaContainer,
  payment: Payment,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const returned = {
    id: payment.id,
    data: {
      ...payment.data,
      refunded: {
        transaction_id: transaction.external_id,
        at: new Date(transaction.canceled_at ?? transaction.began_at).toISOString(),
      },
    },
  }
  await container.resolve(Modules.PAYMENT).updatePayment(returned)
}

async function refundRest(
  container: MedusaContainer,
  orderId: string,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const order = await readOrderMoney(container, { id: orderId })
  const payment = order && paymentOf(order, transaction)
  if (payment && !payment.captured_at && !payment.canceled_at) {
    await container.resolve(Modules.PAYMENT).cancelPayment(payment.id)
    return
  }
  if (payment && MathBN.gt(owed(payment), 0)) {
    await refund(container, order.status === "canceled", {
      payment_id: payment.id,
      amount: owed(payment),
      note: `${transaction.external_id} was canceled`,
    })
  }
  const orderAfter = await readOrderMoney(container, { id: orderId })
  const after = orderAfter && paymentOf(orderAfter, transaction)
  if (after && MathBN.gt(owed(after), 0)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Medusa did not refund the payment.")
  }
}

/** Core's workflow of one refund changes the order too, which it refuses for one that is canceled. */
async function refund(
  container: MedusaContainer,
  isOrderCanceled: boolean,
  input: { payment_id: string; amount: ReturnType<typeof owed>; note: string },
): Promise<void> {
  if (isOrderCanceled) {
    await refundPaymentsWorkflow(container).run({ input: [input] })
  } else {
    await refundPaymentWorkflow(container).run({ input })
  }
}
