import type { SlotWindow } from "./slots"
import type { CalendarDate } from "./zoned-time"

/**
 * Minutes after which a booking without an order no longer counts. The server leaves a booking without an
 * order if it dies before it creates the order.
 */
const UNUSED_BOOKING_MINUTES = 10

/** SQL condition: deliveries that occupy a place in their slot. Parameter: now. */
const TAKEN = `status = 'booked' AND deleted_at IS NULL
  AND (order_id IS NOT NULL OR booked_at > ?::timestamptz - interval '${UNUSED_BOOKING_MINUTES} minutes')`

/**
 * SQL condition: deliveries that count for the capacity of their slot. An express delivery counts until its promised time.
 * Parameters: now, twice.
 */
export const OCCUPYING = `${TAKEN} AND (NOT express OR ends_at > ?::timestamptz)`

/** Maximum number of earlier orders of a buyer that the limits of orders look at. */
const EARLIER_ORDERS = 100

/** Expression for the id of a cart's delivery. Parameter: the cart's id. */
export const DELIVERY_OF_CART =
  "coalesce((SELECT own.id FROM delivery own WHERE own.cart_id = ? AND own.deleted_at IS NULL), '')"

/** Expressions for facts about an order, by an expression for its id. */
export type OrderFacts = {
  /** The status of its assignment; null without one. */
  statusOf: (order: string) => string
  isNoShow: (order: string) => string
}

const CLOSED = "('delivered', 'returned', 'canceled')"

/**
 * Earlier orders of a buyer, a recipient's phone and an address as JSON, see {@link Earlier}. An order that is being placed
 * counts too. Parameters: see {@link earlierValues}.
 *
 * @param self expression for the id of the delivery that does not count; its parameter is the receiver's `delivery_id`
 */
export const earlierOrders = ({ statusOf, isNoShow }: OrderFacts, self = "?") => `(
    SELECT jsonb_build_object(
      'last_hour', count(*) FILTER (WHERE is_buyers AND placed_at > ?::timestamptz - interval '1 hour'),
      'open_cash', count(*) FILTER (WHERE pays_cash AND (status IS NULL OR status NOT IN ${CLOSED})),
      'unpaid', count(*) FILTER (WHERE NOT pays_cash AND (status IS NULL OR status = 'awaiting_payment')),
      'delivered', count(*) FILTER (WHERE is_buyers AND status = 'delivered'),
      'no_shows', count(*) FILTER (WHERE is_no_show)
    )
    FROM (
      SELECT delivery.placed_at, delivery.pays_cash,
        delivery.recipient_phone = ? OR delivery.buyer = ? AS is_buyers,
        ${statusOf("delivery.order_id")} AS status,
        delivery.recipient_phone = ? AND ${isNoShow("delivery.order_id")} AS is_no_show
      FROM delivery
      WHERE (delivery.recipient_phone = ? OR delivery.buyer = ? OR delivery.address_key = ?)
        AND delivery.id <> ${self} AND delivery.placed_at IS NOT NULL AND delivery.deleted_at IS NULL
        AND (
          delivery.order_id IS NOT NULL
          OR delivery.placed_at > ?::timestamptz - interval '${UNUSED_BOOKING_MINUTES} minutes'
        )
      ORDER BY delivery.placed_at DESC LIMIT ${EARLIER_ORDERS}
    ) earlier
  )`

/** Who gets an order. Empty texts match no order. */
export type Receiver = { delivery_id: string; phone: string; buyer: string; address_key: string }

/** The values of the parameters of {@link earlierOrders}. @param now ISO 8601 */
export const earlierValues = (
  { delivery_id, phone, buyer, address_key }: Receiver,
  now: string,
): string[] => [...[now, phone, buyer, phone], ...[phone, buyer, address_key, delivery_id, now]]

/** Numbers of earlier orders. */
export type Earlier = Record<"last_hour" | "open_cash" | "unpaid" | "delivered" | "no_shows", number>

/** Locks keys until the transaction ends, in the same order in all transactions. Parameter: a JSON list of texts. */
export const LOCK_KEYS = `
  SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtext(name) AS key FROM jsonb_array_elements_text(?::jsonb) AS locked(name)
    ORDER BY key OFFSET 0
  ) keys`

/**
 * Loads active windows, closed days and slots, and booked places in one consistent read. Parameters: from, to, from, to,
 * now, now, from, to.
 */
export const SLOTS = `
  SELECT
    (
      SELECT coalesce(json_agg(open ORDER BY open.id), '[]') FROM (
        SELECT id, start, "end", weekdays, methods, capacity, cut_off_minutes, active, express_minutes
        FROM delivery_window
        WHERE active AND deleted_at IS NULL
      ) open
    ) AS windows,
    ARRAY(
      SELECT date FROM closed_day WHERE deleted_at IS NULL AND date BETWEEN ? AND ?
      UNION ALL
      SELECT date || '.' || window_id FROM closed_slot WHERE deleted_at IS NULL AND date BETWEEN ? AND ?
    ) AS closed,
    (
      SELECT coalesce(json_agg(busy), '[]') FROM (
        SELECT date, window_id, count(*)::int AS count FROM delivery
        WHERE ${OCCUPYING} AND date BETWEEN ? AND ? GROUP BY date, window_id
      ) busy
    ) AS taken`

export type SlotRow = {
  windows: SlotWindow[]
  /** Closed days, and ids of closed slots. */
  closed: string[]
  taken: { date: CalendarDate; window_id: string; count: number }[]
}

/** Parameters: id, date, reason. */
export const CLOSE_DAY = `
  INSERT INTO closed_day (id, date, reason) VALUES (?, ?, ?)
  ON CONFLICT (date) WHERE deleted_at IS NULL DO UPDATE SET reason = excluded.reason, updated_at = now() RETURNING *`

/** Parameters: id, date, window id, reason. */
export const CLOSE_SLOT = `
  INSERT INTO closed_slot (id, date, window_id, reason) VALUES (?, ?, ?, ?)
  ON CONFLICT (date, window_id) WHERE deleted_at IS NULL
  DO UPDATE SET reason = excluded.reason, updated_at = now() RETURNING *`

/** The columns that hold the shopper's answers. */
export const ANSWERED = [
  "method",
  "for_someone_else",
  "recipient_name",
  "recipient_phone",
  "giver_phone",
  "address",
  "latitude",
  "longitude",
  "shipping_option_id",
  "card_text",
  "without_card",
  "anonymous",
  "surprise",
  "address_unknown",
  "door_photo",
  "comment",
  "date",
  "window_id",
  "starts_at",
  "ends_at",
  "express",
  "exact_time",
] as const

/**
 * Inserts or updates the one delivery of a cart. Parameters: id, cart id, values of the {@link ANSWERED}
 * columns.
 */
export const SAVE = `
  INSERT INTO delivery (id, cart_id, ${ANSWERED.join(", ")})
  VALUES (?, ?, ${ANSWERED.map(() => "?").join(", ")})
  ON CONFLICT (cart_id) WHERE deleted_at IS NULL
  DO UPDATE SET ${ANSWERED.map((column) => `${column} = excluded.${column}`).join(", ")}, updated_at = now()
  RETURNING id`

/** The delivery of a cart as JSON; null without one. @param cart an expression, the cart's id */
export const deliveryOfCart = (cart: string) =>
  `(SELECT to_jsonb(delivery) FROM delivery WHERE delivery.cart_id = ${cart} AND delivery.deleted_at IS NULL)`

/** The delivery of an order as JSON; null without one. @param order an expression, the order's id */
export const deliveryOfOrder = (order: string) => `(
    SELECT to_jsonb(delivery) FROM delivery
    WHERE delivery.order_id = ${order} AND delivery.deleted_at IS NULL LIMIT 1
  )`

/**
 * The address of order $1 that its customer's address book lacks, and the recipient if the order is for someone else. No row
 * for pick-up, and for an own order to a bare point on the map.
 *
 * @param customer an expression on `delivery`, the order's customer; null for a guest
 */
export const addressToRemember = (customer: string) => `
  SELECT ${customer} AS customer_id, delivery.address, delivery.latitude, delivery.longitude,
    delivery.shipping_option_id,
    CASE WHEN delivery.for_someone_else THEN jsonb_build_object(
      'name', delivery.recipient_name, 'phone', delivery.recipient_phone
    ) END AS recipient
  FROM delivery
  WHERE delivery.order_id = $1 AND delivery.method = 'delivery'
    AND (delivery.address <> '' OR delivery.for_someone_else)
    AND delivery.remembered_at IS NULL AND delivery.deleted_at IS NULL`

/** When the first delivery window opens and the last one closes, as `opens` and `closes`. */
export const OPENING_HOURS = `
  SELECT min(open.start) AS opens, max(open."end") AS closes FROM delivery_window open
  WHERE open.active AND open.methods IN ('delivery', 'both') AND open.deleted_at IS NULL`

/** Whether a customer has received an order. @param customer an expression, its id; @param statusOf see {@link OrderFacts} */
export const hasReceived = (customer: string, statusOf: OrderFacts["statusOf"]) => `EXISTS (
    SELECT FROM delivery received
    WHERE received.buyer = ${customer} AND received.placed_at IS NOT NULL AND received.deleted_at IS NULL
      AND ${statusOf("received.order_id")} = 'delivered'
  )`

/**
 * When an order must be made or brought: the beginning of its slot, or the end.
 *
 * @param order an expression, its id
 * @param isMade an SQL condition: the bouquet exists
 */
export const dueTimeOf = (order: string, isMade: string) => `(
    SELECT CASE WHEN ${isMade} THEN delivery.ends_at ELSE delivery.starts_at END FROM delivery
    WHERE delivery.order_id = ${order} AND delivery.deleted_at IS NULL LIMIT 1
  )`

/** The day on which an order is delivered or picked up, "YYYY-MM-DD"; null without one. @param order an expression, the order's id */
export const dayOfOrderSql = (order: string) => `(
    SELECT own.date FROM delivery own WHERE own.order_id = ${order} AND own.deleted_at IS NULL
  )`
