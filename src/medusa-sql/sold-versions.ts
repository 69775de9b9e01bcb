import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** Versions of a Medusa order, which counts each confirmed change. */
export type SoldVersions = {
  /** The version at the time of the payment. */
  sold: number
  /** The version when the last earlier payment was captured; null for the first payment. */
  paid: number | null
}

const versionAt = (time: string) => `(
      SELECT coalesce(max(change.version), 1) FROM order_change change
      WHERE change.order_id = $1 AND change.status = 'confirmed' AND change.deleted_at IS NULL
        AND change.confirmed_at <= ${time}
    )`

const VERSIONS: Prepared = {
  name: "sold-versions",
  text: `
    SELECT ${versionAt("$2::timestamptz")} AS sold,
      CASE WHEN earlier.at IS NOT NULL THEN ${versionAt("earlier.at")} END AS paid
    FROM (
      SELECT max(payment.captured_at) AS at
      FROM order_payment_collection linked
      JOIN payment ON payment.payment_collection_id = linked.payment_collection_id AND payment.deleted_at IS NULL
      WHERE linked.order_id = $1 AND linked.deleted_at IS NULL AND payment.captured_at < $2::timestamptz
    ) earlier`,
}

/**
 * Reads which versions of an order a payment covers: it pays what changed between them.
 *
 * @param at when the payment was begun or made, before Medusa captured it
 */
export async function readSoldVersions(
  container: MedusaContainer,
  orderId: string,
  at: Date,
): Promise<SoldVersions> {
  const [versions] = await ask<SoldVersions>(container, VERSIONS, [orderId, at])
  return versions
}
