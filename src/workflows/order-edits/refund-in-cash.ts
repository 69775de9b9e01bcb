import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { fromMinorUnits, minorUnits } from "../../lib/money"
import { CASH_PROVIDER } from "../../lib/shop"
import { returningNow } from "../../providers/redirect-payment/session"
import { GATEWAYS } from "../payment/gateways"
import { paymentsOf, readOrderMoney } from "../payment/order-payment/order-money"
import { refundable } from "../payment/settlement/refund-returned"

const NOTE = "given back in cash"

/**
 * Records an amount that was given back in cash as refunds of the order's captured payments, those in cash first. The
 * gateways refund nothing, and payments of other providers are left out. Call it under the payments lock.
 *
 * @param amount in the currency's main unit
 * @returns what exceeds these payments, in the currency's main unit
 */
export async function refundInCash(
  container: MedusaContainer,
  orderId: string,
  { amount, created_by }: { amount: number; created_by: string },
): Promise<number> {
  const order = await readOrderMoney(container, { id: orderId })
  const isInCash = ({ provider_id }: { provider_id: string }) => provider_id === CASH_PROVIDER
  // Any other provider, such as Medusa's own Stripe provider, would really refund the amount.
  const isOnlyRecorded = ({ provider_id: id }: { provider_id: string }) =>
    id === CASH_PROVIDER || GATEWAYS[id] !== undefined
  const captured = order ? paymentsOf(order).filter((one) => one.captured_at && isOnlyRecorded(one)) : []
  let rest = minorUnits(amount)
  for (const payment of captured.sort((a, b) => Number(isInCash(b)) - Number(isInCash(a)))) {
    const part = Math.min(rest, minorUnits(refundable(payment)))
    if (part <= 0) {
      continue
    }
    // The provider only records a refund of this amount.
    const noted = { id: payment.id, data: { ...payment.data, returning: returningNow(part, true) } }
    await container.resolve(Modules.PAYMENT).updatePayment(noted)
    await refundPaymentWorkflow(container).run({
      input: { payment_id: payment.id, amount: MathBN.convert(fromMinorUnits(part)), note: NOTE, created_by },
    })
    rest -= part
  }
  return fromMinorUnits(rest)
}
