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
  /** The place of the row in the reading order, for {@link readCapturedPayments}. */
  place: string
}

const sumOf = (table: string, condition: string) => `(
      SELECT coalesce(sum(part.amount), 0)::text FROM ${table} part WHERE ${condition} AND part.deleted_at IS NULL
    )`

const captured = (which: string) => `
  SELECT payment.id, payment.provider_id, payment.currency_code, payment.data, payment.captured_at,
    ${sumOf("capture", "part.payment_id = payment.id")} AS captured,
    ${sumOf("refund", "part.payment_id = payment.id")} AS refunded,
    coalesce(collection.captured_amount, 0)::text AS collection_says,
    (
      SELECT coalesce(sum(part.amount), 0)::text FROM payment other
      JOIN capture part ON part.payment_id = other.id AND part.deleted_at IS NULL
      WHERE other.payment_collection_id = payment.payment_collection_id AND other.deleted_at IS NULL
    ) AS collection_has,
    o.id AS order_id, o.display_id, payment.captured_at::text AS place
  FROM payment
  JOIN payment_collection collection ON collection.id = payment.payment_collection_id
  LEFT JOIN order_payment_collection linked
    ON linked.payment_collection_id = collection.id AND linked.deleted_at IS NULL
  LEFT JOIN "order" o ON o.id = linked.order_id AND o.deleted_at IS NULL
  WHERE payment.provider_id = ANY($1) AND payment.captured_at IS NOT NULL AND payment.deleted_at IS NULL AND ${which}`

/** Reads the captured payments of orders. @param providers Medusa's ids of payment providers */
export const readPaymentsOfOrders = (
  container: MedusaContainer,
  providers: string[],
  orderIds: string[],
): Promise<CapturedRow[]> =>
  ask<CapturedRow>(
    container,
    { name: "captured-payments-of-orders", text: captured("linked.order_id = ANY($2)") },
    [providers, orderIds],
  )

/** A period without its end. */
type Period = { from: Date; until: Date }

/**
 * Reads a page of the payments that were captured in a period, oldest first.
 *
 * @param name of the prepared statement, one for each `isLeftOut`
 * @param after the last row of the page before
 * @param isLeftOut an SQL expression on `payment`, for example a payment that another table knows
 */
export function readCapturedPayments(
  container: MedusaContainer,
  providers: string[],
  { from, until }: Period,
  { name, after, limit, isLeftOut }: { name: string; after: CapturedRow | undefined; limit: number; isLeftOut: string },
): Promise<CapturedRow[]> {
  const text = `${captured(`payment.captured_at >= $2 AND payment.captured_at < $3
    AND (payment.captured_at, payment.id) > ($4::timestamptz, $5) AND NOT (${isLeftOut})`)}
  ORDER BY payment.captured_at, payment.id LIMIT $6`
  return ask<CapturedRow>(container, { name, text }, [
    providers,
    from,
    until,
    after?.place ?? "-infinity",
    after?.id ?? "",
    limit,
  ])
}

/** The gateway's transaction id in the data of `payment`. */
export const EXTERNAL_ID = "payment.data #>> '{performed,transaction_id}'"
