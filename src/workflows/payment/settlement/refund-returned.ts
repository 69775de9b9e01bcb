import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError, Modules } from "@medusajs/framework/utils"
import { refundPaymentsWorkflow, refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { fromMinorUnits } from "../../../lib/money"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { Status } from "../../../modules/workshop/order-transitions"
import { readSession, returningNow } from "../../../providers/redirect-payment/session"
import { cancelOrderWorkflow } from "../../assignment/cancel-order"
import { correctRefunds } from "./correct-refunds"
import { paymentsOf, readOrderMoney, type OrderMoney } from "../order-payment/order-money"

type Payment = ReturnType<typeof paymentsOf>[number]

/** In these states a refunded order is canceled. Later, staff decide about the order. */
const NOT_MADE: Status[] = ["awaiting_payment", "offered", "accepted"]
const OVER: (Status | undefined)[] = ["canceled", "returned", undefined]

/** Finds Medusa's payment of a gateway transaction. */
export function paymentOf(order: OrderMoney, transaction: GatewayTransactionRecord): Payment | undefined {
  return paymentsOf(order).find(
    ({ provider_id, data }) =>
      provider_id === transaction.provider_id &&
      readSession(data ?? {}).performed?.transaction_id === transaction.external_id,
  )
}

const sumOf = (parts: ({ amount: BigNumberInput } | null)[] | null) =>
  (parts ?? []).reduce((total, part) => MathBN.add(total, part?.amount ?? 0), MathBN.convert(0))

/** Captured and not yet refunded amount, in the currency's main unit. */
export function refundable({ captures, refunds }: Payment) {
  return MathBN.sub(sumOf(captures), sumOf(refunds))
}

/** Refunds that the gateway made, in the currency's main unit: without what staff gave back in cash. */
const refundedAtGateway = ({ refunds, data }: Payment) =>
  MathBN.sub(sumOf(refunds), fromMinorUnits(readSession(data ?? {}).in_cash))

/** Maximum time in ms in which Medusa cancels an order and refunds its payments. */
const CANCELING_MS = 15_000

/**
 * Whether Medusa refunded the payment just now and the order is not canceled. Then staff may be canceling the
 * order, and the transaction must not be settled concurrently; or staff have only refunded it.
 */
export function isBeingCanceled(order: OrderMoney, transaction: GatewayTransactionRecord): boolean {
  const payment = paymentOf(order, transaction)
  if (!payment?.captured_at || order.status === "canceled" || MathBN.gt(refundable(payment), 0)) {
    return false
  }
  if (readSession(payment.data ?? {}).refunded) {
    // The provider has completed the refund.
    return false
  }
  const since = Date.now() - CANCELING_MS
  return (payment.refunds ?? []).some((refund) => refund && new Date(refund.created_at).getTime() > since)
}

/**
 * Applies a refund by the gateway: refunds Medusa's payment, and cancels the order if it is not made yet.
 *
 * @returns `order_in_work` if the bouquet is already made and staff have not refunded the payment; else null
 * @throws if Medusa did not refund the payment; the sweep retries it
 */
export async function refundReturned(
  container: MedusaContainer,
  order: OrderMoney,
  transaction: GatewayTransactionRecord,
): Promise<Attention | null> {
  const payment = paymentOf(order, transaction)
  if (!payment) {
    // Medusa never captured it: the order awaits another payment or expires.
    return null
  }
  // Staff refunded it in Medusa, so they have already decided about the order.
  const isDecided = MathBN.lte(refundable(payment), 0)
  await noteReturn(container, payment, transaction)
  const status = order.assignment?.status
  // The difference that an edit left is a payment of its own: the order keeps the other one.
  const keepsMoney = paymentsOf(order).some(
    (other) => other.id !== payment.id && other.captured_at && MathBN.gt(refundable(other), 0),
  )
  // The first goods of an order with a replacement are delivered.
  const isNotMade = NOT_MADE.includes(status ?? "delivered") && !keepsMoney && !order.assignment?.reopened_at
  if (order.assignment && isNotMade && payment.captured_at) {
    await cancelOrderWorkflow(container).run({
      input: { assignment_id: order.assignment.id, actor: { type: "system" } },
    })
  }
  await refundRest(container, order.id, transaction)
  const isClear = isNotMade || OVER.includes(status)
  return isDecided || isClear ? null : "order_in_work"
}

/**
 * Records a partial refund that was made in the gateway's dashboard.
 *
 * @throws if Medusa did not record it; the sweep retries it
 */
export async function bookPartReturned(
  container: MedusaContainer,
  order: OrderMoney,
  transaction: GatewayTransactionRecord,
): Promise<void> {
  const payment = paymentOf(order, transaction)
  if (!payment) {
    return
  }
  const missing = MathBN.sub(MathBN.div(transaction.refunded_amount, 100), refundedAtGateway(payment))
  const isMissing = MathBN.gt(missing, 0)
  if (isMissing) {
    // Tells the provider that this amount is already refunded.
    const returning = returningNow(MathBN.mult(missing, 100).toNumber(), false)
    const marked = { id: payment.id, data: { ...payment.data, returning } }
    await container.resolve(Modules.PAYMENT).updatePayment(marked)
    const note = `${transaction.external_id}: refunded at the gateway`
    await refund(container, order, { payment_id: payment.id, amount: missing, note })
    await checkRefunded(container, transaction, transaction.refunded_amount)
  }
}

/** Medusa only logs a provider's error when it refunds a canceled order, so the result is checked. */
async function checkRefunded(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  minorUnits: number,
): Promise<void> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  if (payment && MathBN.lt(MathBN.mult(refundedAtGateway(payment), 100), minorUnits)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Medusa did not refund the payment.")
  }
}

/** Writes the gateway's refund into the payment's data, which the provider requires to refund it. */
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
  if (payment && MathBN.gt(refundable(payment), 0)) {
    await refund(container, order, {
      payment_id: payment.id,
      amount: refundable(payment),
      note: `${transaction.external_id} was canceled`,
    })
  }
  const orderAfter = await readOrderMoney(container, { id: orderId })
  const after = orderAfter && paymentOf(orderAfter, transaction)
  if (after && MathBN.gt(refundable(after), 0)) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Medusa did not refund the payment.")
  }
}

/** refundPaymentWorkflow updates the order and therefore rejects canceled orders. */
async function refund(
  container: MedusaContainer,
  { id, status }: OrderMoney,
  input: { payment_id: string; amount: ReturnType<typeof refundable>; note: string },
): Promise<void> {
  if (status === "canceled") {
    await refundPaymentsWorkflow(container).run({ input: [input] })
    await correctRefunds(container, id)
  } else {
    await refundPaymentWorkflow(container).run({ input })
  }
}
