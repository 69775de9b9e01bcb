import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, decorateCartTotals, MathBN } from "@medusajs/framework/utils"
import { runPrepared, type Prepared } from "../../lib/prepared"
import { chargesOf, listOf, rowsOf } from "../json-rows"

type LineAsPlaced = {
  id: string
  title: string
  product_title: string | null
  variant_title: string | null
  variant_id: string | null
  thumbnail: string | null
  quantity: number
  total: number
  metadata: Record<string, unknown> | null
}

/** An unchanged new order. Its totals are computed by Medusa's function; timestamps are ISO 8601 strings. */
export type OrderAsPlaced = {
  id: string
  display_id: number
  created_at: string
  status: string
  customer_id: string | null
  total: number
  shipping_total: number
  items: LineAsPlaced[]
  payment_collections: {
    status: string
    captured_amount: number | null
    payment_sessions: { data: Record<string, unknown> | null }[]
  }[]
  /** All columns of the delivery's row. */
  delivery: Record<string, unknown> | null
  assignment: (Record<string, unknown> & { transitions: Record<string, unknown>[] }) | null
}

/** Medusa stores the price and quantity of a line for each version of an order. */
const LINES = listOf(`
  SELECT line.id, to_jsonb(line) || jsonb_build_object(
    'quantity', piece.quantity, 'raw_quantity', piece.raw_quantity,
    'unit_price', coalesce(piece.unit_price, line.unit_price),
    'raw_unit_price', coalesce(piece.raw_unit_price, line.raw_unit_price),
    'metadata', coalesce(piece.metadata, line.metadata)
  ) || ${chargesOf("order_line_item", "item_id", "line", "part.version = placed.version")} AS value
  FROM order_item piece JOIN order_line_item line ON line.id = piece.item_id AND line.deleted_at IS NULL
  WHERE piece.order_id = placed.id AND piece.version = placed.version AND piece.deleted_at IS NULL`)

const METHODS = listOf(`
  SELECT method.id, to_jsonb(method)
    || ${chargesOf("order_shipping_method", "shipping_method_id", "method", "part.version = placed.version")} AS value
  FROM order_shipping sent
  JOIN order_shipping_method method ON method.id = sent.shipping_method_id AND method.deleted_at IS NULL
  WHERE sent.order_id = placed.id AND sent.version = placed.version AND sent.deleted_at IS NULL`)

const COLLECTIONS = listOf(`
  SELECT collection.id, jsonb_build_object(
    'status', collection.status, 'captured_amount', collection.captured_amount,
    'payment_sessions', ${listOf(`
      SELECT session.id, jsonb_build_object('data', session.data) AS value FROM payment_session session
      WHERE session.payment_collection_id = collection.id AND session.deleted_at IS NULL`)}
  ) AS value
  FROM order_payment_collection collected
  JOIN payment_collection collection ON collection.id = collected.payment_collection_id
    AND collection.deleted_at IS NULL
  WHERE collected.order_id = placed.id AND collected.deleted_at IS NULL`)

const PLACED: Prepared = {
  name: "placed-order",
  text: `
    SELECT placed.id, placed.display_id, to_jsonb(placed.created_at) AS created_at, placed.status,
      placed.customer_id, placed.currency_code,
      ${LINES} AS items,
      ${METHODS} AS shipping_methods,
      ${rowsOf("order_credit_line", "part.order_id = placed.id AND part.version = placed.version")} AS credit_lines,
      ${COLLECTIONS} AS payment_collections,
      (
        SELECT to_jsonb(delivery) FROM delivery
        WHERE delivery.order_id = placed.id AND delivery.deleted_at IS NULL LIMIT 1
      ) AS delivery,
      (
        SELECT to_jsonb(job) || jsonb_build_object(
          'transitions', ${rowsOf("workshop_transition", "part.assignment_id = job.id")}
        )
        FROM workshop_assignment job WHERE job.order_id = placed.id AND job.deleted_at IS NULL LIMIT 1
      ) AS assignment
    FROM "order" placed
    WHERE placed.id = $1 AND placed.version = 1 AND placed.status = 'pending' AND placed.deleted_at IS NULL`,
}

const whole = (value: BigNumberInput) => MathBN.convert(value).toNumber()

/**
 * Reads an order that was not changed or canceled since it was placed. One statement replaces nine of
 * Medusa's query, because the shopper waits for the confirmation.
 *
 * @returns undefined if the order was changed, canceled or completed; then Medusa must compute its totals
 */
export async function readOrderAsPlaced(
  container: MedusaContainer,
  id: string,
): Promise<OrderAsPlaced | undefined> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [row] = await runPrepared<Parameters<typeof decorateCartTotals>[0]>(knex, PLACED, [id])
  if (!row) {
    return undefined
  }
  const added: unknown = decorateCartTotals(row)
  const order = added as OrderAsPlaced
  return {
    ...order,
    total: whole(order.total),
    shipping_total: whole(order.shipping_total),
    items: order.items.map((line) => ({
      ...line,
      quantity: whole(line.quantity),
      total: whole(line.total),
    })),
  }
}
