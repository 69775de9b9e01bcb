import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import { readOrderMoney } from "../order-payment/order-money"
import { refundable, paymentOf } from "./refund-returned"

/**
 * Captured payments of canceled orders, except those that staff have resolved. One statement, because the
 * number of payments has no limit; newest first, so that old refunded payments do not fill the limit. $1 order
 * ids, or null for all
 */
const OF_CANCELED: Prepared = {
  name: "payments-of-canceled-orders",
  text: `
    SELECT t.id FROM gateway_transaction t
    JOIN "order" o ON o.id = t.order_id AND o.status = 'canceled' AND o.deleted_at IS NULL
    WHERE t.state = 'performed' AND t.settled_state = 'performed' AND t.needs_attention IS NULL
      AND t.resolved_at IS NULL AND t.deleted_at IS NULL AND ($1::text[] IS NULL OR t.order_id = ANY ($1::text[]))
    ORDER BY t.performed_at DESC LIMIT 500`,
}

async function ofCanceledOrders(container: MedusaContainer, orderIds?: string[]): Promise<string[]> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const rows = await runPrepared<{ id: string }>(knex, OF_CANCELED, [orderIds ?? null])
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
 * @param orderIds all canceled orders if missing
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
