import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { decorateCartTotals, MathBN } from "@medusajs/framework/utils"
import { ask } from "../lib/prepared"
import { chargesOf, listOf, rowsOf } from "./parts"

type PlacedLine = {
  id: string
  title: string
  product_title: string | null
  variant_title: string | null
  variant_id: string | null
  thumbnail: string | null
  quantity: number
  total: number
  original_total: number
  metadata: Record<string, unknown> | null
}

/** An order as it was placed, with the totals that core computes. Times are ISO strings. */
export type PlacedOrder = {
  id: string
  display_id: number
  created_at: string
  status: string
  customer_id: string | null
  currency_code: string
  total: number
  shipping_total: number
  original_shipping_total: number
  discount_total: number
  credit_line_total: number
  items: PlacedLine[]
  payment_collections: {
    status: string
    captured_amount: number | null
    payment_sessions: { data: Record<string, unknown> | null }[]
  }[]
  delivery: Record<string, unknown> | null
  assignment: (Record<string, unknown> & { transitions: Record<string, unknown>[] }) | null
}

/** Medusa stores price and quantity of a line for each version of an order. */
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

const whole = (value: BigNumberInput) => MathBN.convert(value).toNumber()

/**
 * Reads an order that has not been changed or canceled since it was placed. One statement, because the shopper waits
 * for the confirmation; Medusa's query takes nine.
 *
 * @param ours SQL expressions on `placed`: the shop's own records of the order
 * @returns undefined for any other order: only core computes the totals of a changed one
 */
export async function readPlacedOrder(
  container: MedusaContainer,
  id: string,
  { delivery, assignment }: Record<"delivery" | "assignment", string>,
): Promise<PlacedOrder | undefined> {
  const text = `
    SELECT placed.id, placed.display_id, to_jsonb(placed.created_at) AS created_at, placed.status,
      placed.customer_id, placed.currency_code,
      ${LINES} AS items,
      ${METHODS} AS shipping_methods,
      ${rowsOf("order_credit_line", "part.order_id = placed.id AND part.version = placed.version")} AS credit_lines,
      ${COLLECTIONS} AS payment_collections,
      ${delivery} AS delivery,
      ${assignment} AS assignment
    FROM "order" placed
    WHERE placed.id = $1 AND placed.version = 1 AND placed.status = 'pending' AND placed.deleted_at IS NULL`
  const statement = { name: "placed-order", text }
  const [row] = await ask<Parameters<typeof decorateCartTotals>[0]>(container, statement, [id])
  if (!row) {
    return undefined
  }
  const added: unknown = decorateCartTotals(row)
  const order = added as PlacedOrder
  return {
    ...order,
    total: whole(order.total),
    shipping_total: whole(order.shipping_total),
    original_shipping_total: whole(order.original_shipping_total),
    discount_total: whole(order.discount_total),
    credit_line_total: whole(order.credit_line_total),
    items: order.items.map((line) => ({
      ...line,
      quantity: whole(line.quantity),
      total: whole(line.total),
      original_total: whole(line.original_total),
    })),
  }
}
