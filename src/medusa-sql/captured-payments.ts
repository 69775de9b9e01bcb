import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

/** A payment that Medusa captured. Amounts are decimal strings in the currency's main unit. */
export type CapturedRow = {
  id: string
  provider_id: string
  currency_code: string
  data: Record<string, unknown> | null
  captured_at: Date
  captured: string
  refunded: string
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
      SELECT coalesce(sum(part.amount), 0)::text FROM ${table} part
      WHERE part.payment_id = payment.id AND part.deleted_at IS NULL
    )`

/**
 * Reads the rest of the payments of a page. Subqueries with a limit keep PostgreSQL from reading whole tables into hash
 * tables.
 *
 * @param page a query of rows of the table `payment`
 * @param isMatched an SQL expression on `payment`
 */
const captured = (page: string, isMatched: string) => `
  WITH page AS MATERIALIZED (${page})
  SELECT payment.id, payment.provider_id, payment.currency_code, payment.data, payment.captured_at,
    payment.captured_at::text AS place, (${isMatched}) AS is_matched,
    ${sumOf("capture")} AS captured, ${sumOf("refund")} AS refunded,
    coalesce((
      SELECT collection.captured_amount FROM payment_collection collection
      WHERE collection.id = payment.payment_collection_id
    ), 0)::text AS collection_says,
    (
      SELECT coalesce(sum(part.amount), 0)::text FROM payment other
      JOIN capture part ON part.payment_id = other.id AND part.deleted_at IS NULL
      WHERE other.payment_collection_id = payment.payment_collection_id AND other.deleted_at IS NULL
    ) AS collection_has,
    ordered.id AS order_id, ordered.display_id
  FROM page payment
  LEFT JOIN LATERAL (
    SELECT o.id, o.display_id FROM order_payment_collection linked
    JOIN "order" o ON o.id = linked.order_id AND o.deleted_at IS NULL
    WHERE linked.payment_collection_id = payment.payment_collection_id AND linked.deleted_at IS NULL LIMIT 1
  ) ordered ON true
  ORDER BY payment.captured_at, payment.id`

const IS_CAPTURED = "payment.captured_at IS NOT NULL AND payment.deleted_at IS NULL"

/** The gateway's transaction id in the data of `payment`. The index `guldasta_payment_transaction` has it. */
export const EXTERNAL_ID = "(payment.data #>> '{performed,transaction_id}')"

const NAMED = captured(
  `
    SELECT payment.* FROM unnest($2::text[]) AS wanted(external_id)
    CROSS JOIN LATERAL (
      SELECT * FROM payment WHERE ${EXTERNAL_ID} = wanted.external_id AND ${IS_CAPTURED} OFFSET 0
    ) payment
    WHERE payment.provider_id = ANY($1)`,
  "true",
)

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
): Promise<CapturedRow[]> =>
  ask<CapturedRow>(container, { name: "named-payments", text: NAMED }, [providers, externalIds])

/** A period without its end. */
type Period = { from: Date; until: Date }

/**
 * Reads a page of the payments that were captured in a period, oldest first.
 *
 * @param after the last row of the page before
 * @param isMatched an SQL expression on `payment`: whether another table knows it
 * @param onlyUnmatched leaves out the matched ones
 */
export function readCapturedPayments(
  container: MedusaContainer,
  providers: string[],
  { from, until }: Period,
  which: { after: CapturedRow | undefined; limit: number; isMatched: string; onlyUnmatched: boolean },
): Promise<CapturedRow[]> {
  const { after, limit, isMatched, onlyUnmatched } = which
  const page = `
    SELECT * FROM payment
    WHERE payment.provider_id = ANY($1) AND payment.captured_at >= $2 AND payment.captured_at < $3 AND ${IS_CAPTURED}
      AND (payment.captured_at, payment.id) > ($4::timestamptz, $5) ${onlyUnmatched ? `AND NOT (${isMatched})` : ""}
    ORDER BY payment.captured_at, payment.id LIMIT $6`
  const statement = {
    name: onlyUnmatched ? "unmatched-payments" : "captured-payments",
    text: captured(page, onlyUnmatched ? "false" : isMatched),
  }
  return ask<CapturedRow>(container, statement, [
    providers,
    from,
    until,
    after?.place ?? "-infinity",
    after?.id ?? "",
    limit,
  ])
}
