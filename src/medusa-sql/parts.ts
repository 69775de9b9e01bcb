/** Pieces of SQL that several statements on Medusa's tables share. */

/** A JSON list of what a query gives as `value`, in the order of its `id`. Ids grow with the time of creation. */
export const listOf = (rows: string) =>
  `coalesce((SELECT jsonb_agg(one.value ORDER BY one.id) FROM (${rows}) one), '[]')`

/** A JSON list of a table's rows with all their columns. @param belonging a condition on `part`, the row */
export const rowsOf = (table: string, belonging: string) =>
  listOf(`SELECT to_jsonb(part) AS value, part.id FROM ${table} part
    WHERE ${belonging} AND part.deleted_at IS NULL`)

/**
 * Taxes and discounts of a line or a shipping method, from which core computes its total.
 *
 * @param table of the lines; the tables of their taxes and discounts are named after it
 * @param key column of those tables that names the line
 * @param line the line's row
 * @param discounts a condition on the discounts that count
 */
export const chargesOf = (table: string, key: string, line: string, discounts = "TRUE") =>
  `jsonb_build_object(
    'tax_lines', ${rowsOf(`${table}_tax_line`, `part.${key} = ${line}.id`)},
    'adjustments', ${rowsOf(`${table}_adjustment`, `part.${key} = ${line}.id AND ${discounts}`)}
  )`

/** A region's payment providers: `{ id, is_enabled }`. @param region an expression, the region's id */
export const providersOf = (region: string) =>
  listOf(`
    SELECT provider.id, jsonb_build_object('id', provider.id, 'is_enabled', provider.is_enabled) AS value
    FROM region_payment_provider offered
    JOIN payment_provider provider ON provider.id = offered.payment_provider_id AND provider.deleted_at IS NULL
    WHERE offered.region_id = ${region} AND offered.deleted_at IS NULL`)

/** The promotions on `cart`, by code: `{ id, code, is_automatic }`. */
export const PROMOTIONS = `(
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', promotion.id, 'code', promotion.code, 'is_automatic', promotion.is_automatic
    ) ORDER BY promotion.code), '[]')
    FROM cart_promotion applied
    JOIN promotion ON promotion.id = applied.promotion_id AND promotion.deleted_at IS NULL
    WHERE applied.cart_id = cart.id AND applied.deleted_at IS NULL
  )`

/** Key in a cart's metadata: the codes that the shopper typed and that are for the delivery. */
export const KEPT_CODES = "guldasta_promo_codes"

/** The promotions of `cart` that {@link KEPT_CODES} names, by code: `{ id, code }`. */
export const KEPT_PROMOTIONS = `(
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', promotion.id, 'code', promotion.code
    ) ORDER BY promotion.code), '[]')
    FROM promotion
    WHERE promotion.deleted_at IS NULL AND promotion.code = ANY (ARRAY(
      SELECT jsonb_array_elements_text(CASE jsonb_typeof(cart.metadata->'${KEPT_CODES}')
        WHEN 'array' THEN cart.metadata->'${KEPT_CODES}' ELSE '[]' END)
    ))
  )`

/** The price set of `variant`. */
export const PRICE_SET = `(
    SELECT priced.price_set_id FROM product_variant_price_set priced
    WHERE priced.variant_id = variant.id AND priced.deleted_at IS NULL LIMIT 1
  )`

/** Whether the shop has a promotion that applies without a code. Core decides which carts get it. */
export const HAS_AUTOMATIC_PROMOTION =
  "EXISTS (SELECT FROM promotion WHERE is_automatic AND status = 'active' AND deleted_at IS NULL)"

/** Whether the shop has taxes: a rate, or a tax provider other than Medusa's own. */
export const HAS_TAXES = `(
    EXISTS (SELECT FROM tax_rate WHERE deleted_at IS NULL)
    OR EXISTS (
      SELECT FROM tax_region WHERE deleted_at IS NULL AND provider_id IS NOT NULL AND provider_id <> 'tp_system'
    )
  )`
