import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { payable } from "../../lib/money"

/**
 * Gives a payment collection the amount to pay. Core gives it the exact total, and refuses to capture the rounded amount of
 * a gateway.
 *
 * @returns whether the amount changed
 */
export async function roundCollection(
  container: MedusaContainer,
  { id, amount, currency_code }: { id: string; amount: BigNumberInput; currency_code: string },
): Promise<boolean> {
  const rounded = payable(amount, currency_code)
  if (MathBN.eq(amount, rounded)) {
    return false
  }
  await container.resolve(Modules.PAYMENT).updatePaymentCollections(id, { amount: rounded })
  return true
}

type Session = { id: string; amount: BigNumberInput; data: Record<string, unknown> | null }
type Collection = { id: string; amount: BigNumberInput; currency_code: string; payment_sessions: Session[] }

/**
 * Rounds the payment of a cart that becomes an order. Core opens it with the exact total, so carts of the Store API need
 * this before the payment is authorized. The bot opens payments with the rounded amount.
 */
export async function roundPayment(container: MedusaContainer, cartId: string): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: [
      "payment_collection.id",
      "payment_collection.amount",
      "payment_collection.currency_code",
      "payment_collection.payment_sessions.id",
      "payment_collection.payment_sessions.amount",
      "payment_collection.payment_sessions.data",
    ],
    filters: { id: cartId },
  })
  const [found]: unknown[] = data
  const { payment_collection: collection } = found as { payment_collection?: Collection | null }
  if (!collection) {
    return
  }
  const { currency_code } = collection
  const rounded = (of: { amount: BigNumberInput }) => payable(of.amount, currency_code)
  const isRounded = (of: { amount: BigNumberInput }) => MathBN.eq(of.amount, rounded(of))
  const payments = container.resolve(Modules.PAYMENT)
  for (const session of collection.payment_sessions.filter((one) => !isRounded(one))) {
    await payments.updatePaymentSession({
      id: session.id,
      amount: rounded(session),
      currency_code,
      data: session.data ?? {},
    })
  }
  await roundCollection(container, collection)
}
