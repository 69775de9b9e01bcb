import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TO_BE_REFUNDED, type GatewayTransactionRecord } from "../../../modules/gateway/types"
import { readOrderMoney } from "../order-payment/order-money"
import { paymentOf } from "../settlement/refund-returned"
import { STRIPE } from "../../../lib/shop"
import { returnMoney } from "./return-money"

export type StrayInput = { transaction_id?: string; order_id?: string }

/**
 * Whether a flagged payment is refunded automatically: Medusa never captured it, or could not refund it when it
 * canceled the order. Staff decide about other flags (a refund that the shopper's bank returned, a different
 * amount in Medusa).
 */
async function isStray(container: MedusaContainer, transaction: GatewayTransactionRecord): Promise<boolean> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  if (transaction.needs_attention === "refund_due") {
    return order?.status === "canceled"
  }
  return !order || !paymentOf(order, transaction)?.captured_at
}

/**
 * Refunds Stripe payments of orders that cannot accept them (canceled, already paid, changed). Without an input
 * it checks all such payments. A payment that Stripe refuses to refund stays flagged and is retried.
 *
 * @returns the number of failed refunds
 */
export async function returnStrayPayments(
  container: MedusaContainer,
  { transaction_id: id, order_id }: StrayInput = {},
): Promise<number> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const found = await gateway.listGatewayTransactions({
    provider_id: STRIPE,
    state: "performed",
    needs_attention: TO_BE_REFUNDED,
    ...(id ? { id } : {}),
    ...(order_id ? { order_id } : {}),
  })
  let failed = 0
  for (const transaction of found) {
    try {
      if (await isStray(container, transaction)) {
        await returnMoney(container, transaction)
      }
    } catch (error) {
      failed += 1
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(
        `payment ${transaction.id} of order ${transaction.reference} could not be refunded: ${asError(error).message}`,
      )
    }
  }
  return failed
}
