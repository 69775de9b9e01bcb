/** Expressions on Medusa's rows for statements of our own modules. Each parameter is an SQL expression. */

/** The locations of a cart's sales channel. */
export const locationsOfCart = (cart: string) => `
  SELECT place.stock_location_id FROM sales_channel_stock_location place
  JOIN cart ON cart.sales_channel_id = place.sales_channel_id
  WHERE cart.id = ${cart} AND place.deleted_at IS NULL`

/** The locations of a sales channel. */
export const locationsOfChannel = (channel: string) => `
  SELECT place.stock_location_id FROM sales_channel_stock_location place
  WHERE place.sales_channel_id = ${channel} AND place.deleted_at IS NULL`

/** Unreserved pieces of an inventory item at the one of the locations that has most; 0 without a level. */
export const unreservedAt = (item: string, locations: string) => `coalesce((
      SELECT max(level.stocked_quantity - level.reserved_quantity) FROM inventory_level level
      WHERE level.inventory_item_id = ${item} AND level.deleted_at IS NULL
        AND level.location_id IN (${locations})
    ), 0)`

/** Whether a cart can still be ordered and has lines. */
export const isFilled = (cart: string) => `EXISTS (
      SELECT FROM cart JOIN cart_line_item line ON line.cart_id = cart.id AND line.deleted_at IS NULL
      WHERE cart.id = ${cart} AND cart.completed_at IS NULL AND cart.deleted_at IS NULL
    )`

/** Whether a cart has become an order. */
export const isOrdered = (cart: string) =>
  `EXISTS (SELECT FROM cart WHERE cart.id = ${cart} AND cart.completed_at IS NOT NULL)`

/** The canceled ones of these orders. @param orders a list of ids */
export const canceledAmong = (orders: string) =>
  `SELECT o.id FROM "order" o WHERE o.id = ANY(${orders}) AND o.status = 'canceled' AND o.deleted_at IS NULL`

/** The orders that were canceled within a number of days. */
export const canceledWithin = (days: number) => `
  SELECT o.id FROM "order" o
  WHERE o.canceled_at > now() - interval '${days} days' AND o.status = 'canceled' AND o.deleted_at IS NULL`

/** The customer of an order; null for a guest. */
export const customerOf = (order: string) => `(
      SELECT customer.id FROM "order" o
      JOIN customer ON customer.id = o.customer_id AND customer.has_account AND customer.deleted_at IS NULL
      WHERE o.id = ${order} AND o.deleted_at IS NULL
    )`

/** The id of an order's shipping address; null without one. */
export const addressIdOf = (order: string) =>
  `(SELECT o.shipping_address_id FROM "order" o WHERE o.id = ${order} AND o.deleted_at IS NULL)`

/**
 * Whether a cart belongs to a customer with an account whom the shop knows.
 *
 * @param isKnown a condition on a customer's id
 */
export const isOfKnown = (cart: string, isKnown: (customer: string) => string) => `EXISTS (
      SELECT FROM cart JOIN customer ON customer.id = cart.customer_id AND customer.has_account
        AND customer.deleted_at IS NULL
      WHERE cart.id = ${cart} AND ${isKnown("customer.id")}
    )`

/**
 * Value of units of variants at the highest catalogue price in a cart's currency, in the main unit.
 *
 * @param units an expression, JSON: `[{ variant_id, quantity }]`
 */
export const catalogueValue = (units: string, cart: string) => `(
      SELECT coalesce(sum(wanted.quantity * (
        SELECT max(price.amount) FROM product_variant_price_set priced
        JOIN price ON price.price_set_id = priced.price_set_id AND price.deleted_at IS NULL
          AND price.price_list_id IS NULL
        WHERE priced.variant_id = wanted.variant_id AND priced.deleted_at IS NULL
          AND price.currency_code = (SELECT cart.currency_code FROM cart WHERE cart.id = ${cart})
      )), 0)
      FROM jsonb_to_recordset(CAST(${units} AS jsonb)) AS wanted(variant_id text, quantity numeric)
    )`
