/** SQL on the tables of holds. Parameters in upper or lower case letters are SQL expressions. */

/** A cart that is not an order after this time, in seconds, does not become one: its process died. */
const COMPLETING_SECONDS = 120

/**
 * A cart whose hold has used its total time gets the next hold after this time, in minutes. Meanwhile other carts can
 * take the stock.
 */
const REST_MINUTES = 15

/** The beginning of the time that counts for a renewed hold. */
const STARTED_AT = `CASE WHEN cart_hold.expires_at < now() - interval '${REST_MINUTES} minutes' THEN now()
      ELSE cart_hold.started_at END`

/** The latest end of a renewed hold. @param total an expression, its total time in minutes */
const endOf = (total: string) => `(${STARTED_AT} + make_interval(mins => ${total}))`

const IS_COMPLETING = `hold.completing_at > now() - interval '${COMPLETING_SECONDS} seconds'`

/**
 * Locks items until the transaction ends, in the order of their keys, so that no two transactions wait for each other.
 *
 * @param items an expression, a list of item ids
 */
export const lockSql = (items: string) => `
  SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended('hold:' || id, 0) AS key FROM unnest(CAST(${items} AS text[])) AS locked(id)
    ORDER BY key OFFSET 0
  ) keys`

/**
 * Stock, reservations and holds of items at one moment: an order reserves its stock before its hold is released, so
 * its pieces count twice for a moment, but never zero times.
 *
 * @param unreserved an expression, the pieces of the item `wanted.id` that no order has reserved
 * @param cart an expression, the id of the cart that asks
 * @param items an expression, a list of item ids
 */
export const stockSql = (unreserved: string, cart: string, items: string) => `
  SELECT wanted.id AS inventory_item_id,
    ${unreserved} AS unreserved,
    coalesce(sum(held.quantity) FILTER (WHERE held.cart_id = ${cart}), 0) AS own,
    coalesce(sum(held.quantity) FILTER (WHERE held.cart_id <> ${cart}), 0) AS others,
    min(held.expires_at) FILTER (WHERE held.cart_id <> ${cart}) AS others_until,
    coalesce(bool_or(held.cart_id <> ${cart} AND held.is_completing), false) AS others_completing
  FROM unnest(CAST(${items} AS text[])) AS wanted(id)
  LEFT JOIN (
    SELECT item.inventory_item_id, item.quantity, hold.cart_id, hold.expires_at, ${IS_COMPLETING} AS is_completing
    FROM cart_hold_item item JOIN cart_hold hold ON hold.id = item.hold_id AND hold.expires_at > now()
  ) held ON held.inventory_item_id = wanted.id
  GROUP BY wanted.id`

/** The pieces of an item that are held for carts. @param item an expression, the item's id */
export const heldSql = (item: string) => `(
    SELECT coalesce(sum(item.quantity), 0)
    FROM cart_hold_item item JOIN cart_hold hold ON hold.id = item.hold_id AND hold.expires_at > now()
    WHERE item.inventory_item_id = ${item}
  )`

/** The rule of `isAvailable` in src/workflows/hold/rules.ts, for all wanted items. */
const ALL_AVAILABLE = `NOT EXISTS (
      SELECT FROM wanted LEFT JOIN stock USING (inventory_item_id)
      WHERE (
        wanted.quantity <= stock.unreserved
        AND (wanted.quantity <= stock.unreserved - stock.others OR wanted.quantity <= stock.own)
      ) IS NOT TRUE
    )`

/** Expressions for the values of a hold. */
type Values = Record<"hold" | "cart" | "minutes" | "total" | "completing" | "items" | "address", string>

/** Queries that replace the hold of a cart, on a condition; they return the held items. */
const keepSql = ({ hold, cart, minutes, total, completing, items, address }: Values, condition: string) => `
  wanted AS (
    SELECT * FROM jsonb_to_recordset(CAST(${items} AS jsonb)) AS item(id text, inventory_item_id text, quantity int)
  ), kept AS (
    INSERT INTO cart_hold (id, cart_id, started_at, expires_at, completing_at, address)
    SELECT ${hold}, ${cart}, now(), now() + make_interval(mins => ${minutes}), CASE WHEN ${completing} THEN now() END,
      ${address}
    WHERE ${condition}
    ON CONFLICT (cart_id) WHERE deleted_at IS NULL
    DO UPDATE SET started_at = ${STARTED_AT},
      expires_at = CASE WHEN excluded.completing_at IS NULL THEN least(excluded.expires_at, ${endOf(total)})
        ELSE excluded.expires_at END,
      ended_at = CASE WHEN excluded.completing_at IS NULL AND ${endOf(total)} <= now() THEN cart_hold.ended_at END,
      completing_at = excluded.completing_at, address = coalesce(excluded.address, cart_hold.address),
      warned_at = NULL, updated_at = now()
    RETURNING id
  ), dropped AS (
    DELETE FROM cart_hold_item item USING kept
    WHERE item.hold_id = kept.id
      AND NOT (item.inventory_item_id = ANY(ARRAY(SELECT wanted.inventory_item_id FROM wanted)))
  )
  INSERT INTO cart_hold_item (id, hold_id, inventory_item_id, quantity)
  SELECT wanted.id, kept.id, wanted.inventory_item_id, wanted.quantity FROM kept, wanted
  ON CONFLICT (hold_id, inventory_item_id) WHERE deleted_at IS NULL
  DO UPDATE SET quantity = excluded.quantity, updated_at = now()
  RETURNING inventory_item_id`

/** Replaces the hold of a cart. @param address an expression */
export const keep = (address: string) =>
  `WITH ${keepSql(
    {
      ...{ hold: ":hold", cart: ":cart", minutes: ":minutes", total: ":total" },
      ...{ completing: ":completing", items: ":items", address },
    },
    "true",
  )}`

/**
 * Replaces the hold of a cart if all wanted pieces are available and the cart may hold them.
 *
 * @param stock a query, see {@link stockSql}
 * @param mayGrow a condition
 */
export const keepIfAvailable = (values: Values, stock: string, mayGrow: string) =>
  `WITH stock AS (${stock}), ${keepSql(values, `(${mayGrow}) AND ${ALL_AVAILABLE}`)}`

/**
 * Whether fewer than `most` other carts of a client hold stock. The client is that of the cart's hold when `address` is
 * null. Each parameter is an expression.
 */
export const hasFewHolds = (address: string, cart: string, most: number) => `(
    SELECT count(*) FROM cart_hold other
    WHERE other.address = coalesce(${address}, (SELECT own.address FROM cart_hold own WHERE own.cart_id = ${cart}))
      AND other.cart_id <> ${cart} AND other.expires_at > now() AND other.deleted_at IS NULL
  ) < ${most}`

const RENEWED_END = `least(
      now() + make_interval(mins => :minutes), started_at + make_interval(mins => :total)
    )`

/**
 * Queries that renew the hold of :cart if it has not ended; `kept` is the hold with its new end. A renewal of less
 * than :step seconds is not written, because that is a write at every tap.
 */
const RENEWED = `
  renewed AS (
    UPDATE cart_hold SET expires_at = ${RENEWED_END}, warned_at = NULL, updated_at = now()
    WHERE cart_id = :cart AND expires_at > now() AND expires_at < ${RENEWED_END} - make_interval(secs => :step)
    RETURNING expires_at
  ), kept AS (
    SELECT hold.id, coalesce((SELECT expires_at FROM renewed), hold.expires_at) AS expires_at
    FROM cart_hold hold WHERE hold.cart_id = :cart AND hold.expires_at > now()
  )`

export const RENEW = `WITH ${RENEWED} SELECT expires_at FROM kept`

/** Renews a hold and returns its items beside the rows of a query. */
export const renewBeside = (query: string) => `
  WITH ${RENEWED}, beside AS (${query})
  SELECT
    (
      SELECT json_agg(json_build_object('inventory_item_id', item.inventory_item_id, 'quantity', item.quantity))
      FROM cart_hold_item item JOIN kept ON kept.id = item.hold_id
    ) AS held,
    (SELECT json_agg(beside) FROM beside) AS beside`

/** Ends a hold. Its row stays, because it limits the next hold of the cart. */
export const END = `
  WITH gone AS (
    UPDATE cart_hold SET expires_at = least(expires_at, now()), ended_at = coalesce(ended_at, now()),
      completing_at = NULL, updated_at = now()
    WHERE cart_id = :cart RETURNING id
  )
  DELETE FROM cart_hold_item item USING gone WHERE item.hold_id = gone.id`

/** @param mayGrow a condition */
export const limitsSql = (mayGrow: string) => `
  SELECT (${mayGrow}) AS may_grow,
    EXISTS (SELECT FROM cart_hold WHERE cart_id = :cart AND completing_at IS NOT NULL) AS was_ordered`

/** Deletes a hold and returns its items. */
export const RELEASE = `
  WITH gone AS (DELETE FROM cart_hold WHERE cart_id = :cart RETURNING id)
  SELECT item.inventory_item_id, item.quantity FROM cart_hold_item item JOIN gone ON gone.id = item.hold_id`

export const OF_CART = `
  SELECT hold.expires_at, ceil(extract(epoch FROM hold.expires_at - now()))::int AS seconds_left,
    item.inventory_item_id, item.quantity
  FROM cart_hold hold JOIN cart_hold_item item ON item.hold_id = hold.id
  WHERE hold.cart_id = :cart AND hold.expires_at > now() ORDER BY item.inventory_item_id`

export const OF_ITEM = `
  SELECT hold.cart_id, item.quantity, hold.expires_at FROM cart_hold_item item
  JOIN cart_hold hold ON hold.id = item.hold_id AND hold.expires_at > now()
  WHERE item.inventory_item_id = :item ORDER BY hold.expires_at, hold.cart_id`

/** Maximum number of holds of one query; the next run of the job takes the rest. */
const BATCH = 500

/** @param shopper a query on `hold.cart_id`, the shopper to notify: `telegram_id`, `language` */
const withShopper = (shopper: string) => `
  SELECT hold.id, hold.expires_at, shopper.telegram_id, shopper.language FROM cart_hold hold
  LEFT JOIN LATERAL (${shopper}) shopper ON true`

/** Holds that end within :lead seconds and whose shoppers are not warned yet. */
export const toWarn = (shopper: string) => `${withShopper(shopper)}
  WHERE hold.warned_at IS NULL AND shopper.telegram_id IS NOT NULL AND (${IS_COMPLETING}) IS NOT TRUE
    AND hold.expires_at > now() AND hold.expires_at <= now() + make_interval(secs => :lead)
  ORDER BY hold.expires_at LIMIT ${BATCH}`

export const ended = (shopper: string) =>
  `${withShopper(shopper)} WHERE hold.expires_at <= now() AND hold.ended_at IS NULL
  ORDER BY hold.expires_at LIMIT ${BATCH}`

export const WARNED = "UPDATE cart_hold SET warned_at = now() WHERE id = :id AND expires_at <= :until"

export const MARK_ENDED =
  "UPDATE cart_hold SET ended_at = now() WHERE id = ANY(CAST(:ids AS text[])) AND expires_at <= now()"

/** Deletes the followed holds that limit no other hold any more. */
export const DROP_ENDED = `DELETE FROM cart_hold
  WHERE ended_at IS NOT NULL AND expires_at < now() - interval '${REST_MINUTES} minutes'`

/** @param isOrdered a condition on `hold.cart_id` */
export const dropOrdered = (isOrdered: string) =>
  `DELETE FROM cart_hold hold WHERE ${isOrdered} AND (${IS_COMPLETING}) IS NOT TRUE`

/** Carts with a hold and pieces held, for metrics. */
export const HOLD_FIGURES = `
  select count(distinct hold.id)::int as carts, coalesce(sum(item.quantity), 0)::int as pieces
    from cart_hold hold
    left join cart_hold_item item on item.hold_id = hold.id and item.deleted_at is null
   where hold.deleted_at is null and hold.expires_at > now()`
