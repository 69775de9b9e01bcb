import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { addDays, instantOf } from "../../../modules/delivery/zoned-time"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TO_BE_REFUNDED, type GatewayTransactionRecord } from "../../../modules/gateway/types"
import { TIME_ZONE } from "../../../lib/shop"
import { gatewayOf } from "../../../workflows/payment/gateways"
import { resolutionSteps } from "../../../workflows/payment/resolution/resolution-steps"
import type { GatewayTransactionFilters, ListGatewayTransactions } from "./validators"

/** Start of a day in the shop's time zone. {@link endOf} is the start of the next day. */
const startOf = (day: string) => instantOf(day, "00:00", TIME_ZONE)
const endOf = (day: string) => startOf(addDays(day, 1))

function filtersOf({ provider_id, state, from, to, order, order_id, attention }: GatewayTransactionFilters) {
  const isAny = attention?.length === 1 && attention[0] === "true"
  return {
    ...(provider_id ? { provider_id } : {}),
    ...(state ? { state } : {}),
    ...(order ? { reference: String(order) } : {}),
    ...(order_id ? { order_id } : {}),
    ...(attention ? { needs_attention: isAny ? { $ne: null } : attention } : {}),
    ...(from || to
      ? { began_at: { ...(from ? { $gte: startOf(from) } : {}), ...(to ? { $lt: endOf(to) } : {}) } }
      : {}),
  }
}

const countedOf = ({ from, to, order, attention, ...filters }: GatewayTransactionFilters) => ({
  ...filters,
  reference: order ? String(order) : undefined,
  attention: attention?.[0] === "true" ? ("any" as const) : attention,
  from: from ? startOf(from) : undefined,
  until: to ? endOf(to) : undefined,
})

/** Transactions that need attention come first, grouped by reason; then the newest. */
const ORDER = { needs_attention: "ASC", began_at: "DESC" } as const

/** Converts a stored transaction to the shape of the Admin API. Amounts are in minor units. */
export function describe(transaction: GatewayTransactionRecord) {
  const { id, provider_id, external_id, order_id, reference, currency_code, state, reason } = transaction
  const { cancel_cause, began_at, performed_at, canceled_at, expires_at, settled_state } = transaction
  const { needs_attention, resolved_at } = transaction
  const { name, refunds } = gatewayOf(provider_id)
  return {
    id,
    provider_id,
    gateway: name,
    refunds,
    external_id,
    order_id,
    reference,
    amount: MathBN.convert(transaction.amount).toNumber(),
    refunded_amount: MathBN.convert(transaction.refunded_amount ?? 0).toNumber(),
    currency_code,
    state,
    cancel_cause,
    reason,
    began_at,
    performed_at,
    canceled_at,
    expires_at,
    settled_state,
    needs_attention,
    to_be_refunded: needs_attention !== null && TO_BE_REFUNDED.includes(needs_attention),
    resolved_at,
    steps: resolutionSteps(transaction),
  }
}

export type DescribedTransaction = ReturnType<typeof describe>

/** Reads one page of gateway transactions. The count and the pages end at {@link MOST_COUNTED}. */
export async function listGatewayTransactions(
  container: MedusaContainer,
  { limit, offset, ...filters }: ListGatewayTransactions,
) {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const [rows, count, mismatched] = await Promise.all([
    gateway.listGatewayTransactions(filtersOf(filters), { take: limit, skip: offset, order: ORDER }),
    gateway.countUpToMost(countedOf(filters)),
    gateway.listGatewayTransactions({ needs_attention: { $ne: null } }, { select: ["id"], take: null }),
  ])
  return {
    gateway_transactions: rows.map(describe),
    count,
    limit,
    offset,
    /** Number of transactions that need attention; the filters do not apply. */
    mismatched: mismatched.length,
  }
}

/** Rows per query of an export: few, so that other requests need not wait for them. */
const BATCH = 200

/** Reads all filtered transactions in batches, newest first. Each batch begins after the last row of the one before. */
export async function* allTransactions(
  container: MedusaContainer,
  filters: GatewayTransactionFilters,
): AsyncGenerator<DescribedTransaction[]> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  for (let last: GatewayTransactionRecord | undefined; ;) {
    const rows: GatewayTransactionRecord[] = await gateway.listGatewayTransactions(
      { $and: [filtersOf(filters), ...(last ? olderThan(last) : [])] },
      { take: BATCH, order: { began_at: "DESC", id: "DESC" } },
    )
    yield rows.map(describe)
    if (rows.length < BATCH) {
      return
    }
    last = rows[rows.length - 1]
  }
}

/** Filters for the transactions after this one. The first filter lets the index skip the others. */
const olderThan = ({ began_at, id }: GatewayTransactionRecord) => [
  { began_at: { $lte: began_at } },
  { $or: [{ began_at: { $lt: began_at } }, { began_at, id: { $lt: id } }] },
]
