import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { errorSentence, shopError } from "../../../lib/errors"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { readOrderMoney } from "../order-payment/order-money"
import { refundCanceledOrderWorkflow } from "./refund-canceled-order"
import { refundable, paymentOf } from "../settlement/refund-returned"

/**
 * Refunds the captured and not yet refunded amount of a transaction through Medusa's payment provider.
 *
 * @throws refund_in_cabinet if Medusa has no captured payment, so that only the gateway's cabinet can refund
 *   it; refund_failed with the gateway's message
 */
export async function refundAtGateway(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  userId: string,
): Promise<void> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  if (!payment || !MathBN.gt(refundable(payment), 0)) {
    throw shopError(
      "refund_in_cabinet",
      "Medusa has no captured payment for this transaction: refund it in the gateway's cabinet.",
    )
  }
  const refund = { payment_id: payment.id, amount: refundable(payment), created_by: userId }
  try {
    if (order.status === "canceled") {
      await refundCanceledOrderWorkflow(container).run({ input: { ...refund, order_id: order.id } })
    } else {
      await refundPaymentWorkflow(container).run({ input: refund })
    }
  } catch (error) {
    throw shopError("refund_failed", errorSentence(error, "The gateway refused the refund."))
  }
}
