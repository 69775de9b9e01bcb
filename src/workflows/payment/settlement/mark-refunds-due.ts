import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { ask, type Prepared } from "../../../lib/prepared"
import { canceledAmong, canceledWithin } from "../../../medusa-sql/conditions"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { settledPayments } from "../../../modules/gateway/transaction-statements"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { readOrderMoney } from "../order-payment/order-money"
import { refundable, paymentOf } from "./refund-returned"

/** Time in days after the cancellation in which the sweep looks for the payments. */
const DAYS = 35

const OF_CANCELED: Prepared = {
  name: "payments-of-canceled-orders",
  text: settledPayments(canceledAmong("$1")),
}
const OF_LATELY_CANCELED: Prepared = {
  name: "payments-of-lately-canceled-orders",
  text: settledPayments(canceledWithin(DAYS)),
}

async function ofCanceledOrders(container: MedusaContainer, orderIds?: string[]): Promise<string[]> {
  const rows = orderIds
    ? await ask<{ id: string }>(container, OF_CANCELED, [orderIds])
    : await ask<{ id: string }>(container, OF_LATELY_CANCELED, [])
  return rows.map(({ id }) => id)
}

/** Whether the payment is not fully refunded in Medusa. */
async function isRefundDue(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
): Promise<boolean> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  return !payment || MathBN.gt(refundable(payment), 0)
}

/**
 * Flags payments of canceled orders that staff must refund in the gateway's cabinet.
 *
 * @param orderIds the orders that were canceled within the last 35 days if missing
 * @returns the number of newly flagged payments
 */
export async function markRefundsDue(container: MedusaContainer, orderIds?: string[]): Promise<number> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const ids = await ofCanceledOrders(container, orderIds)
  const paid = ids.length ? await gateway.listGatewayTransactions({ id: ids }, { take: null }) : []
  let found = 0
  for (const transaction of paid) {
    if (await isRefundDue(container, transaction)) {
      found += (await gateway.flag(transaction, "refund_due")) ? 1 : 0
    }
  }
  return found
}
