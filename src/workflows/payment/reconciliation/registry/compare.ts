import { MathBN } from "@medusajs/framework/utils"
import type { GatewayTransactionRecord } from "../../../../modules/gateway/types"
import type { RegistryRow } from "./read-registry"

/** Kinds of differences: only in the registry, only in the shop, or in both with different values. */
export const DIFFERENCES = ["only_there", "only_here", "amount_differs", "state_differs"] as const
export type DifferenceKind = (typeof DIFFERENCES)[number]

export type Difference = {
  kind: DifferenceKind
  /** Line number in the file; null if the payment is only in the shop. */
  line: number | null
  external_id: string | null
  reference: string | null
  order_id: string | null
  /** Amounts in the registry and in the shop, in minor units. */
  their_amount: number | null
  our_amount: number | null
  their_state: string | null
  our_state: string | null
  at: string | null
}

const amountOf = ({ amount }: GatewayTransactionRecord) => MathBN.convert(amount).toNumber()

/** Finds a row's transaction by any of its ids, or by the order's number and the amount. */
function finder(ours: GatewayTransactionRecord[]) {
  const byId = new Map<string, GatewayTransactionRecord>()
  const byOrder = new Map<string, GatewayTransactionRecord[]>()
  for (const one of ours) {
    for (const id of [one.external_id, one.payment_id]) {
      if (id) {
        byId.set(id, one)
      }
    }
    byOrder.set(one.reference, [...(byOrder.get(one.reference) ?? []), one])
  }
  return (row: RegistryRow): GatewayTransactionRecord | undefined => {
    const id = row.ids.find((candidate) => byId.has(candidate))
    const ofOrder = byOrder.get(row.reference ?? "") ?? []
    return id ? byId.get(id) : ofOrder.find((one) => amountOf(one) === row.amount)
  }
}

const theirs = (row: RegistryRow) => ({
  line: row.line,
  external_id: row.ids.at(0) ?? null,
  reference: row.reference,
  order_id: null,
  their_amount: row.amount,
  our_amount: null,
  their_state: row.state,
  our_state: null,
  at: row.at?.toISOString() ?? null,
})

const ours = (one: GatewayTransactionRecord) => ({
  external_id: one.external_id,
  reference: one.reference,
  order_id: one.order_id,
  our_amount: amountOf(one),
  our_state: one.state,
})

function compareRow(row: RegistryRow, one: GatewayTransactionRecord | undefined): Difference | undefined {
  if (!one) {
    // Registries list failed attempts too; they have no money and are not a difference.
    return row.state === null || row.state === "performed"
      ? { kind: "only_there", ...theirs(row) }
      : undefined
  }
  const both = { ...theirs(row), ...ours(one) }
  if (amountOf(one) !== row.amount) {
    return { kind: "amount_differs", ...both }
  }
  return row.state !== null && row.state !== one.state ? { kind: "state_differs", ...both } : undefined
}

/**
 * Compares registry rows with the shop's transactions.
 *
 * @param kept transactions that the registry may name
 * @param isExpected whether the registry must name a transaction: performed within its period
 * @returns the differences, and the number of matching rows
 */
export function compareRegistry(
  rows: RegistryRow[],
  kept: GatewayTransactionRecord[],
  isExpected: (one: GatewayTransactionRecord) => boolean,
): { differences: Difference[]; matched: number } {
  const find = finder(kept)
  const pairs = rows.map((row) => ({ row, one: find(row) }))
  const named = new Set(pairs.flatMap(({ one }) => one?.id ?? []))
  const differing = pairs.flatMap(({ row, one }) => compareRow(row, one) ?? [])
  const alike = pairs.filter(({ row, one }) => one && !compareRow(row, one))
  const missing = kept
    .filter((one) => !named.has(one.id) && isExpected(one))
    .map((one): Difference => ({
      kind: "only_here",
      line: null,
      their_amount: null,
      their_state: null,
      at: new Date(one.performed_at ?? one.began_at).toISOString(),
      ...ours(one),
    }))
  return { differences: [...differing, ...missing], matched: alike.length }
}
