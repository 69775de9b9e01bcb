import type { MedusaContainer } from "@medusajs/framework/types"
import { minorUnits } from "../../../lib/money"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { readSession } from "../../../providers/redirect-payment/session"
import { readOrderMoney } from "../order-payment/order-money"
import { paymentOf, refundable } from "./refund-returned"

/**
 * What staff gave back in cash of a payment, and what is still to be given back if all of it must be. In minor units. A
 * gateway that refunds only whole payments cannot refund such a rest.
 */
export async function returnedInCash(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
): Promise<{ given: number; rest: number }> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  return payment
    ? { given: readSession(payment.data ?? {}).in_cash, rest: minorUnits(refundable(payment)) }
    : { given: 0, rest: 0 }
}
