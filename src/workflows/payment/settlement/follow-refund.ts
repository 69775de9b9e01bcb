import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { readSession } from "../../../providers/redirect-payment/session"
import { readOrderMoney } from "../order-payment/order-money"
import { recordGatewayCall } from "../transactions/record-gateway-call"
import { refundable, paymentOf } from "./refund-returned"
import { settleGatewayPayment } from "./settle-gateway-payment"

/** A refunded payment, or an order whose payments were refunded. */
export type FollowRefundInput = { payment_id: string } | { order_id: string }

async function orderOf(container: MedusaContainer, input: FollowRefundInput): Promise<string | undefined> {
  if ("order_id" in input) {
    return input.order_id
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["payment_collection.order.id"],
    filters: { id: input.payment_id },
  })
  return data.at(0)?.payment_collection?.order?.id
}

/** Records the refund call of Medusa's provider, which is not in the transaction's history yet. */
async function record(
  container: MedusaContainer,
  { provider_id, external_id, payment_id, reference }: GatewayTransactionRecord,
  { data, amount }: NonNullable<ReturnType<typeof paymentOf>>,
): Promise<void> {
  await recordGatewayCall(container, {
    provider_id,
    method: "refund",
    external_id,
    reference,
    request: { payment_id, amount: MathBN.convert(amount).toFixed() },
    answer: { refunded_at: readSession(data ?? {}).refunded?.at },
    outcome: "ok",
    took_ms: 0,
  })
}

/** Cancels the gateway transactions that the provider has fully refunded, and settles them. */
export async function followRefund(container: MedusaContainer, input: FollowRefundInput): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const id = await orderOf(container, input)
  const order = id ? await readOrderMoney(container, { id }) : undefined
  if (!order) {
    return
  }
  const transactions = await gateway.listGatewayTransactions({
    order_id: order.id,
    state: ["performed", "canceled"],
  })
  for (const transaction of transactions) {
    const payment = paymentOf(order, transaction)
    if (payment && readSession(payment.data ?? {}).refunded && MathBN.eq(refundable(payment), 0)) {
      // The gateway may have reported the refund already, while Medusa was still refunding.
      const now = new Date()
      const { canceled_at: at } = await gateway.cancel(transaction, { cause: "refunded" }, now)
      if (at?.getTime() === now.getTime()) {
        await record(container, transaction, payment)
      }
      await settleGatewayPayment(container, { transaction_id: transaction.id })
    }
  }
}
