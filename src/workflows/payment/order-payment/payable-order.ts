import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import type { Status } from "../../../modules/workshop/order-transitions"
import { readOrderMoney } from "./order-money"

/** The order data that decides whether it can be paid, and the amount. */
export type PayableOrder = {
  id: string
  status: string
  currency_code: string
  total: BigNumberInput
  payment_collections: ({ amount: BigNumberInput; captured_amount: BigNumberInput | null } | null)[] | null
  assignment: { id: string; status: Status; payment_due_at: string | Date | null } | null
}

/** An order's number as gateways send it; display_id is a PostgreSQL integer. */
const NUMBER = /^[1-9]\d{0,9}$/
const LAST_NUMBER = 2_147_483_647

function numberIn(reference: string): number | undefined {
  return NUMBER.test(reference) && Number(reference) <= LAST_NUMBER ? Number(reference) : undefined
}

/**
 * Reads the order in one statement, because a gateway waits for the answer; Medusa's query needs eight. The
 * amounts are those of Medusa's payment collections and order summary.
 */
const payable = (which: string) => `
  SELECT o.id, o.status, o.currency_code,
    (SELECT coalesce(s.totals->'raw_current_order_total'->>'value', s.totals->>'current_order_total')
      FROM order_summary s WHERE s.order_id = o.id AND s.version = o.version AND s.deleted_at IS NULL
      ORDER BY s.created_at DESC LIMIT 1) AS total,
    (SELECT jsonb_agg(jsonb_build_object('amount', c.amount::text, 'captured_amount', c.captured_amount::text))
      FROM order_payment_collection l
      JOIN payment_collection c ON c.id = l.payment_collection_id AND c.deleted_at IS NULL
      WHERE l.order_id = o.id AND l.deleted_at IS NULL) AS payment_collections,
    (SELECT to_jsonb(found) FROM (
      SELECT a.id, a.status, a.payment_due_at FROM workshop_assignment a
      WHERE a.order_id = o.id AND a.deleted_at IS NULL
    ) found) AS assignment
  FROM "order" o WHERE ${which} AND o.deleted_at IS NULL`

const BY_ID: Prepared = { name: "payable-order", text: payable("o.id = $1") }
const BY_NUMBER: Prepared = { name: "payable-order-of-number", text: payable("o.display_id = $1") }

/**
 * Reads the current payment data of an order.
 *
 * @param which the order's id, or its number as gateways send it
 * @returns undefined if the order does not exist
 */
export async function readPayableOrder(
  container: MedusaContainer,
  which: { id: string } | { reference: string },
): Promise<PayableOrder | undefined> {
  const value = "id" in which ? which.id : numberIn(which.reference)
  if (value === undefined) {
    return undefined
  }
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const rows = await runPrepared<Omit<PayableOrder, "total"> & { total: string | null }>(
    knex,
    "id" in which ? BY_ID : BY_NUMBER,
    [value],
  )
  const order = rows.at(0)
  if (!order || order.total === null) {
    // Without a stored total, Medusa's query computes it.
    return order && readOrderMoney(container, { id: order.id })
  }
  return { ...order, total: order.total }
}
