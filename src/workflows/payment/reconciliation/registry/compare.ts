import { MathBN } from "@medusajs/framework/utils"
import type { ReportedTransaction } from "../../../../modules/gateway/report-statements"
import type { RegistryRow, UnreadCell } from "./read-registry"

/**
 * Kinds of differences: only in the registry, only in the shop, in both with different values, a row with an unknown
 * state, and a row with an unreadable cell.
 */
export const DIFFERENCES = [
  "only_there",
  "only_here",
  "amount_differs",
  "state_differs",
  "state_unknown",
  "not_read",
] as const
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
  /** The unknown or unreadable cell of `state_unknown` and `not_read`. */
  unread: UnreadCell | null
}

const amountOf = ({ amount }: ReportedTransaction) => MathBN.convert(amount).toNumber()

/** Finds a row's transaction by any of its ids, or by the order's number and the amount if that could be read. */
function finder(ours: ReportedTransaction[]) {
  const byId = new Map<string, ReportedTransaction>()
  const byOrder = new Map<string, ReportedTransaction[]>()
  for (const one of ours) {
    for (const id of [one.external_id, one.payment_id]) {
      if (id) {
        byId.set(id, one)
      }
    }
    byOrder.set(one.reference, [...(byOrder.get(one.reference) ?? []), one])
  }
  return (row: RegistryRow): ReportedTransaction | undefined => {
    const id = row.ids.find((candidate) => byId.has(candidate))
    const ofOrder = byOrder.get(row.reference ?? "") ?? []
    return id ? byId.get(id) : ofOrder.find((one) => row.amount === null || amountOf(one) === row.amount)
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
  unread: null,
})

const ours = (one: ReportedTransaction) => ({
  external_id: one.external_id,
  reference: one.reference,
  order_id: one.order_id,
  our_amount: amountOf(one),
  our_state: one.state,
})

type Match = ReportedTransaction | undefined

/** Compares the amount and the state of a row whose amount could be read. */
function compareRow(row: RegistryRow, one: Match): Difference | undefined {
  const both = { ...theirs(row), ...(one ? ours(one) : {}) }
  if (one && amountOf(one) !== row.amount) {
    return { kind: "amount_differs", ...both }
  }
  const unknown = row.unread.find(({ column }) => column === "state")
  if (unknown) {
    return { kind: "state_unknown", ...both, unread: unknown }
  }
  if (!one) {
    // Registries list failed attempts too; they have no money and are not a difference.
    return row.state === null || row.state === "performed" ? { kind: "only_there", ...both } : undefined
  }
  return row.state !== null && row.state !== one.state ? { kind: "state_differs", ...both } : undefined
}

/** All differences of a row: its values differ from the shop's, or a cell could not be read. */
function differencesOf(row: RegistryRow, one: Match): Difference[] {
  const notRead = row.unread
    .filter(({ column }) => column !== "state")
    .map((unread): Difference => ({
      kind: "not_read",
      ...theirs(row),
      ...(one ? ours(one) : {}),
      unread,
    }))
  const canCompare = row.amount !== null && (row.ids.length > 0 || row.reference !== null)
  const difference = canCompare ? compareRow(row, one) : undefined
  return difference ? [difference, ...notRead] : notRead
}

/**
 * Compares registry rows with the shop's transactions.
 *
 * @param kept transactions that these rows may name
 * @returns the differences, the number of matching rows, and the ids of the transactions that the rows name
 */
export function compareRows(
  rows: RegistryRow[],
  kept: ReportedTransaction[],
): { differences: Difference[]; matched: number; named: string[] } {
  const find = finder(kept)
  const found = rows.map((row) => {
    const one = find(row)
    return { one, differences: differencesOf(row, one) }
  })
  return {
    differences: found.flatMap(({ differences }) => differences),
    matched: found.filter(({ one, differences }) => one && differences.length === 0).length,
    named: found.flatMap(({ one }) => one?.id ?? []),
  }
}

/** The difference of a transaction that the registry must name and does not name. */
export const missingInRegistry = (one: ReportedTransaction): Difference => ({
  kind: "only_here",
  line: null,
  their_amount: null,
  their_state: null,
  at: new Date(one.performed_at ?? one.began_at).toISOString(),
  unread: null,
  ...ours(one),
})
