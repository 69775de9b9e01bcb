import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { payable } from "../../../lib/money"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { collectionsOf, readOrderMoney } from "../../../workflows/payment/order-payment/order-money"
import { describe } from "./list"

/** Maximum number of gateway calls in the answer. */
const MOST_CALLS = 200

async function callsOf(
  gateway: GatewayModuleService,
  { provider_id, external_id, payment_id, reference }: GatewayTransactionRecord,
) {
  const ids = [external_id, ...(payment_id ? [payment_id] : [])]
  const calls = await gateway.listGatewayCalls(
    // Before a transaction begins, the gateway's calls carry only the order's reference. Calls with another
    // external id belong to another payment.
    { provider_id, $or: [{ external_id: ids }, { external_id: null, reference }] },
    { take: MOST_CALLS, order: { created_at: "ASC" } },
  )
  return calls.map(({ id, method, request, answer, outcome, took_ms, created_at }) => ({
    id,
    method,
    request,
    answer,
    outcome,
    took_ms,
    created_at,
  }))
}

async function resolutionsOf(gateway: GatewayModuleService, transactionId: string) {
  const lines = await gateway.listGatewayResolutions(
    { transaction_id: transactionId },
    { take: null, order: { created_at: "ASC" } },
  )
  return lines.map(({ id, step, attention, note, user_name, created_at }) => ({
    id,
    step,
    attention,
    note,
    user_name,
    created_at,
  }))
}

async function orderOf(container: MedusaContainer, orderId: string) {
  const order = await readOrderMoney(container, { id: orderId })
  if (!order) {
    return null
  }
  const sum = (amounts: (BigNumberInput | null)[]) =>
    amounts.reduce<number>((total, one) => MathBN.add(total, one ?? 0).toNumber(), 0)
  const collections = collectionsOf(order)
  return {
    id: order.id,
    display_id: order.display_id,
    status: order.status,
    workshop_status: order.assignment?.status ?? null,
    total: payable(order.total, order.currency_code),
    captured: sum(collections.map(({ captured_amount }) => captured_amount)),
    refunded: sum(collections.map(({ refunded_amount }) => refunded_amount)),
    currency_code: order.currency_code,
  }
}

/**
 * Reads a transaction with the money of its order, the gateway's calls and the resolution history.
 *
 * @throws not_found
 */
export async function describeTransaction(container: MedusaContainer, id: string) {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const [transaction] = await gateway.listGatewayTransactions({ id }, { take: 1 })
  if (!transaction) {
    throw shopError("not_found", "The payment does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const [order, calls, resolutions] = await Promise.all([
    orderOf(container, transaction.order_id),
    callsOf(gateway, transaction),
    resolutionsOf(gateway, id),
  ])
  return { gateway_transaction: describe(transaction), order, calls, resolutions }
}
