import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import { fromMinorUnits } from "../../../lib/money"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { collectionsOf, readOrderMoney, type OrderMoney, type sessionsOf } from "../order-payment/order-money"
import { openCollection } from "../order-payment/difference"
import { isPaid } from "../order-payment/payable"
import { paymentOf } from "./refund-returned"

type Session = ReturnType<typeof sessionsOf>[number]

/**
 * The payment collection that the transaction pays. After an interrupted capture it is the one with the payment that is
 * authorized but not captured: another payment of the same money would be captured twice.
 */
async function collectionOf(
  container: MedusaContainer,
  order: OrderMoney,
  transaction: GatewayTransactionRecord,
): Promise<string> {
  const begun = paymentOf(order, transaction)
  const own = collectionsOf(order).find(({ payments }) =>
    payments?.some((one) => one && one.id === begun?.id),
  )
  if (own) {
    return own.id
  }
  return isPaid(order)
    ? openCollection(container, order, fromMinorUnits(transaction.amount))
    : collectionsOf(order)[0].id
}

/** The sessions of a payment collection. */
const sessionsIn = (order: OrderMoney, collectionId: string): Session[] =>
  collectionsOf(order)
    .filter(({ id }) => id === collectionId)
    .flatMap(({ payment_sessions: all }) => (all ?? []).filter((one) => one !== null))

/**
 * Returns the payment session of the transaction's provider. Creates it if the shopper has changed the payment
 * method, which deleted the earlier session.
 */
async function sessionFor(
  container: MedusaContainer,
  order: OrderMoney,
  collectionId: string,
  transaction: GatewayTransactionRecord,
): Promise<Pick<Session, "id" | "data" | "currency_code">> {
  const own = sessionsIn(order, collectionId).find(({ provider_id: id }) => id === transaction.provider_id)
  if (own) {
    return own
  }
  const created = await container.resolve(Modules.PAYMENT).createPaymentSession(collectionId, {
    provider_id: transaction.provider_id,
    amount: fromMinorUnits(transaction.amount),
    currency_code: transaction.currency_code,
    data: {},
  })
  return { ...created, data: created.data }
}

/** Deletes sessions of other payment methods, which would leave the order unpaid in Medusa. */
async function dropOthers(container: MedusaContainer, sessions: Session[], keptId: string): Promise<void> {
  const others = sessions.filter(
    ({ id, status }) => id !== keptId && status !== PaymentSessionStatus.AUTHORIZED,
  )
  for (const { id } of others) {
    await container.resolve(Modules.PAYMENT).deletePaymentSession(id)
  }
}

/**
 * Captures a performed transaction in Medusa. It checks what is already done, so that a repeated call continues after a crash. The
 * caller holds the lock of the order's assignment: Medusa adds a capture to the sums of the version of the order that it has read, and a
 * cancellation or an edit meanwhile makes another version.
 *
 * @returns the order after the capture
 * @throws if Medusa did not capture the payment; the sweep retries it
 */
export async function capturePaid(
  container: MedusaContainer,
  order: OrderMoney,
  transaction: GatewayTransactionRecord,
): Promise<OrderMoney> {
  if (!paymentOf(order, transaction)?.captured_at) {
    const amount = fromMinorUnits(transaction.amount)
    const collectionId = await collectionOf(container, order, transaction)
    const session = await sessionFor(container, order, collectionId, transaction)
    await container.resolve(Modules.PAYMENT).updatePaymentSession({
      id: session.id,
      // The session may have the amount before an edit: Medusa would count the payment as captured in part.
      amount,
      currency_code: session.currency_code,
      data: {
        ...session.data,
        reference: transaction.reference,
        performed: {
          transaction_id: transaction.external_id,
          payment_id: transaction.payment_id,
          at: new Date(transaction.performed_at ?? transaction.began_at).toISOString(),
        },
      },
    })
    await dropOthers(container, sessionsIn(order, collectionId), session.id)
    // Core's processPaymentWorkflow reads the carts of all orders if the collection has no cart, as that of a difference.
    const payment = await container.resolve(Modules.PAYMENT).authorizePaymentSession(session.id, {})
    await capturePaymentWorkflow(container).run({ input: { payment_id: payment?.id ?? "", amount } })
  }
  const after = await readOrderMoney(container, { id: order.id })
  if (!after || !paymentOf(after, transaction)?.captured_at) {
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "Medusa did not capture the payment.")
  }
  return after
}
