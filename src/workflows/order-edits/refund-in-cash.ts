import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { fromMinorUnits, minorUnits } from "../../lib/money"
import { CASH_PROVIDER } from "../../lib/shop"
import { readSession } from "../../providers/redirect-payment/session"
import { paymentsOf, readOrderMoney } from "../payment/order-payment/order-money"
import { refundable } from "../payment/settlement/refund-returned"

const NOTE = "given back in cash"

/**
 * Records an amount that was given back in cash as refunds of the order's captured payments, those in cash first. The
 * gateways refund nothing. Call it under the payments lock.
 *
 * @param amount in the currency's main unit
 * @returns what exceeds the captured payments, in the currency's main unit
 */
export async function refundInCash(
  container: MedusaContainer,
  orderId: string,
  { amount, created_by }: { amount: number; created_by: string },
): Promise<number> {
  const order = await readOrderMoney(container, { id: orderId })
  const isInCash = ({ provider_id }: { provider_id: string }) => provider_id === CASH_PROVIDER
  const captured = order ? paymentsOf(order).filter(({ captured_at }) => captured_at) : []
  let rest = minorUnits(amount)
  for (const payment of captured.sort((a, b) => Number(isInCash(b)) - Number(isInCash(a)))) {
    const part = Math.min(rest, minorUnits(refundable(payment)))
    if (part <= 0) {
      continue
    }
    const { in_cash: before, returning } = readSession(payment.data ?? {})
    // The provider only records a refund of this amount. A process that stopped before the refund has counted it.
    const inCash = returning === part ? before : before + part
    const noted = { id: payment.id, data: { ...payment.data, returning: part, in_cash: inCash } }
    await container.resolve(Modules.PAYMENT).updatePayment(noted)
    await refundPaymentWorkflow(container).run({
      input: { payment_id: payment.id, amount: MathBN.convert(fromMinorUnits(part)), note: NOTE, created_by },
    })
    rest -= part
  }
  return fromMinorUnits(rest)
}
