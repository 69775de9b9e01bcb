import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

/** What a gateway's transaction is compared with. PostgreSQL returns the amounts, in minor units, as text. */
export type NamedRow = {
  id: string
  provider_id: string
  data: Record<string, unknown> | null
  captured: string
  refunded: string
}

/** A payment that Medusa captured, with its order and its payment collection. */
export type CapturedRow = NamedRow & {
  currency_code: string
  captured_at: Date
  order_id: string | null
  display_id: number | null
  /** The captured amount of the payment collection, and the sum of its captures. */
  collection_says: string
  collection_has: string
  /** Whether another table knows the payment, see {@link readCapturedPayments}. */
  is_matched: boolean
  /** The place of the row in the reading order, for {@link readCapturedPayments}. */
  place: string
}

const sumOf = (table: string) => `(
      SELECT round(coalesce(sum(part.amount), 0) * 100)::text FROM ${table} part
      WHERE part.payment_id = payment.id AND part.deleted_at IS NULL
    )`

const COLLECTION_SAYS = `coalesce((
      SELECT collection.captured_amount FROM payment_collection collection
      WHERE collection.id = payment.payment_collection_id
    ), 0)`

const COLLECTION_HAS = `(
      SELECT coalesce(sum(part.amount), 0) FROM payment other
      JOIN capture part ON part.payment_id = other.id AND part.deleted_at IS NULL
      WHERE other.payment_collection_id = payment.payment_collection_id AND other.deleted_at IS NULL
    )`

const IS_CAPTURED = "payment.captured_at IS NOT NULL AND payment.deleted_at IS NULL"

/** The gateway's transaction id in the data of `payment`. The index `guldasta_payment_transaction` has it. */
export const EXTERNAL_ID = "(payment.data #>> '{performed,transaction_id}')"

// Subqueries keep PostgreSQL from reading whole tables into hash tables.
const NAMED = `
  SELECT payment.id, payment.provider_id, payment.data, ${sumOf("capture")} AS captured, ${sumOf("refund")} AS refunded
  FROM unnest($2::text[]) AS wanted(external_id)
  CROSS JOIN LATERAL (
    SELECT * FROM payment WHERE ${EXTERNAL_ID} = wanted.external_id AND ${IS_CAPTURED} OFFSET 0
  ) payment
  WHERE payment.provider_id = ANY($1)`

/**
 * Reads the captured payments of gateway transactions.
 *
 * @param providers Medusa's ids of payment providers
 * @param externalIds the gateways' ids of the transactions
 */
export const readNamedPayments = (
  container: MedusaContainer,
  providers: string[],
  externalIds: string[],
): Promise<NamedRow[]> =>
  ask<NamedRow>(container, { name: "named-payments", text: NAMED }, [providers, externalIds])

/** A period without its end. */
type Period = { from: Date; until: Date }

/**
 * Reads a page of the payments that were captured in a period, oldest first.
 *
 * @param after the last row of the page before
 * @param isMatched an SQL expression on `payment`: whether another table knows it
 * @param only the payments that are not matched, or also those whose collection has another captured amount than the sum of its
 * captures
 */
export function readCapturedPayments(
  container: MedusaContainer,
  providers: string[],
  { from, until }: Period,
  which: {
    after: CapturedRow | undefined
    limit: number
    isMatched: string
    only: "unmatched" | "differing"
  },
): Promise<CapturedRow[]> {
  const { after, limit, isMatched, only } = which
  const isWanted =
    only === "unmatched"
      ? `NOT (${isMatched})`
      : `(NOT (${isMatched}) OR ${COLLECTION_SAYS} <> ${COLLECTION_HAS})`
  const text = `
    WITH page AS MATERIALIZED (
      SELECT * FROM payment
      WHERE payment.provider_id = ANY($1) AND payment.captured_at >= $2 AND payment.captured_at < $3 AND ${IS_CAPTURED}
        AND (payment.captured_at, payment.id) > ($4::timestamptz, $5) AND ${isWanted}
      ORDER BY payment.captured_at, payment.id LIMIT $6
    )
    SELECT payment.id, payment.provider_id, payment.currency_code, payment.data, payment.captured_at,
      payment.captured_at::text AS place, ${only === "unmatched" ? "false" : `(${isMatched})`} AS is_matched,
      ${sumOf("capture")} AS captured, ${sumOf("refund")} AS refunded,
      round(${COLLECTION_SAYS} * 100)::text AS collection_says, round(${COLLECTION_HAS} * 100)::text AS collection_has,
      ordered.id AS order_id, ordered.display_id
    FROM page payment
    LEFT JOIN LATERAL (
      SELECT o.id, o.display_id FROM order_payment_collection linked
      JOIN "order" o ON o.id = linked.order_id AND o.deleted_at IS NULL
      WHERE linked.payment_collection_id = payment.payment_collection_id AND linked.deleted_at IS NULL LIMIT 1
    ) ordered ON true
    ORDER BY payment.captured_at, payment.id`
  return ask<CapturedRow>(container, { name: `${only}-payments`, text }, [
    providers,
    from,
    until,
    after?.place ?? "-infinity",
    after?.id ?? "",
    limit,
  ])
}
