import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../lib/prepared"

export type OrderSum = {
  currency_code: string
  /** The current total as a decimal string, in the currency's main unit. */
  total: string
  /** The provider that took the money; before that, of the newest payment session. Null without both. */
  provider_id: string | null
}

const SUMS = `
  SELECT o.currency_code,
    coalesce((
      SELECT coalesce(s.totals->'raw_current_order_total'->>'value', s.totals->>'current_order_total')
      FROM order_summary s WHERE s.order_id = o.id AND s.version = o.version AND s.deleted_at IS NULL
      ORDER BY s.created_at DESC LIMIT 1
    ), '0') AS total,
    (
      SELECT way.provider_id FROM order_payment_collection linked
      CROSS JOIN LATERAL (
        SELECT payment.provider_id, payment.captured_at, payment.created_at FROM payment
        WHERE payment.payment_collection_id = linked.payment_collection_id
          AND payment.canceled_at IS NULL AND payment.deleted_at IS NULL
        UNION ALL
        SELECT session.provider_id, NULL, session.created_at FROM payment_session session
        WHERE session.payment_collection_id = linked.payment_collection_id AND session.deleted_at IS NULL
      ) way
      WHERE linked.order_id = o.id AND linked.deleted_at IS NULL
      ORDER BY way.captured_at DESC NULLS LAST, way.created_at DESC LIMIT 1
    ) AS provider_id
  FROM "order" o WHERE o.id = ANY($1::text[]) AND o.canceled_at IS NULL AND o.deleted_at IS NULL`

/** Reads the totals of orders and how they are paid. Canceled orders are left out. */
export const readOrderSums = (container: MedusaContainer, orderIds: string[]): Promise<OrderSum[]> =>
  ask<OrderSum>(container, { name: "order-sums", text: SUMS }, [orderIds])
