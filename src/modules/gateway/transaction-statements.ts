import type { Prepared } from "../../lib/prepared"

/*
 * Prepared statements for the gateway webhooks, where the gateway waits for the answer. Statements that change
 * a transaction check its state themselves and run under the advisory lock of the order.
 */

const prepared = (name: string, text: string): Prepared => ({ name: `gateway-${name}`, text })

/** Explicit columns: a prepared statement with `*` fails after a migration adds a column. */
const COLUMNS = `id, number, provider_id, external_id, payment_id, order_id, reference, amount, raw_amount,
  refunded_amount, raw_refunded_amount, currency_code, state, cancel_cause, reason, gateway_time, began_at, performed_at,
  canceled_at, expires_at, settled_state, asked_at, needs_attention, notified_attention, resolved_at, fiscal, fiscal_due_at, created_at,
  updated_at, deleted_at`

/** Clears the attention fields when the transaction changes its state. */
const UNTROUBLED = "needs_attention = null, notified_attention = null, resolved_at = null"

/** Allows one change per order at a time across processes. $1 lock name */
export const LOCK_ORDER = prepared("lock-order", "select pg_advisory_xact_lock(hashtext($1))")

/** $1 id */
export const BY_ID = prepared(
  "transaction",
  `select ${COLUMNS} from gateway_transaction where id = $1 and deleted_at is null`,
)

/** $1 provider, $2 the gateway's transaction id */
export const BY_NAME = prepared(
  "named-transaction",
  `select ${COLUMNS} from gateway_transaction
   where provider_id = $1 and external_id = $2 and deleted_at is null`,
)

/**
 * $1 provider, $2 the gateway's transaction id
 *
 * @param assignment an expression on `gateway_transaction`, the id of the order's assignment
 */
export const namedWithAssignment = (assignment: string) =>
  prepared(
    "transaction-with-assignment",
    `select ${COLUMNS}, ${assignment} as assignment_id from gateway_transaction
     where provider_id = $1 and external_id = $2 and deleted_at is null`,
  )

/** Transactions of an order that are in progress or performed. $1 order */
export const OF_ORDER = prepared(
  "orders-transactions",
  `select ${COLUMNS} from gateway_transaction
   where order_id = $1 and state in ('in_progress', 'performed') and deleted_at is null order by id`,
)

/**
 * The active transactions of an order and the transaction with the given gateway id. $1 order, $2 provider, $3
 * the gateway's transaction id
 */
export const BESIDE = prepared(
  "transactions-beside",
  `select ${COLUMNS} from gateway_transaction
   where deleted_at is null and (
     (order_id = $1 and state in ('in_progress', 'performed')) or (provider_id = $2 and external_id = $3)
   ) order by id`,
)

/**
 * $1 id, $2 provider, $3 the gateway's transaction id, $4 the gateway's payment id, $5 order, $6 the order's
 * number, $7 amount in minor units, $8 currency, $9 start by the gateway's clock, $10 start by the shop's
 * clock, $11 expiry time
 */
export const BEGIN = prepared(
  "begin",
  `insert into gateway_transaction (
     id, provider_id, external_id, payment_id, order_id, reference, amount, raw_amount, currency_code, gateway_time,
     began_at, expires_at
   ) values (
     $1, $2, $3, $4, $5, $6, $7::numeric, jsonb_build_object('value', $7::text, 'precision', 20), $8, $9, $10, $11
   ) returning ${COLUMNS}`,
)

/** $1 id, $2 time, $3 whether to perform a transaction that was canceled before its money moved */
export const PERFORM = prepared(
  "perform",
  `update gateway_transaction set
     state = 'performed', performed_at = $2, canceled_at = null, cancel_cause = null, reason = null, updated_at = now(),
     ${UNTROUBLED}
   where id = $1 and deleted_at is null
     and (state = 'in_progress' or ($3 and state = 'canceled' and performed_at is null))
   returning ${COLUMNS}`,
)

/**
 * Cancels a transaction. If it was performed, all of its money counts as refunded. $1 id, $2 cause, $3 the
 * gateway's number of the reason, $4 time, $5 allowed states
 */
export const END = prepared(
  "end",
  `update gateway_transaction set state = 'canceled', cancel_cause = $2, reason = $3, canceled_at = $4, updated_at = now(),
     ${UNTROUBLED},
     refunded_amount = case when performed_at is null then refunded_amount else amount end,
     raw_refunded_amount = case when performed_at is null then raw_refunded_amount else raw_amount end
   where id = $1 and deleted_at is null and state = any($5::text[])
   returning ${COLUMNS}`,
)

/** $1 id, $2 total refunded amount in minor units */
export const NOTE_REFUNDED = prepared(
  "note-refunded",
  `update gateway_transaction set refunded_amount = $2::numeric, settled_state = null, updated_at = now(),
     raw_refunded_amount = jsonb_build_object('value', $2::text, 'precision', 20)
   where id = $1 and deleted_at is null and state = 'performed' and refunded_amount <> $2::numeric
   returning id`,
)

/** $1 id, $2 expected state, $3 attention reason */
export const FLAG = prepared(
  "flag",
  `update gateway_transaction set needs_attention = $3, updated_at = now()
   where id = $1 and deleted_at is null and state = $2 and needs_attention is null
   returning id`,
)

/**
 * Captured payments of orders, except those that staff have resolved. Newest first, so that old refunded payments do not
 * fill the limit.
 *
 * @param orders an SQL query of order ids
 */
export const settledPayments = (orders: string) => `
  SELECT t.id FROM gateway_transaction t
  WHERE t.state = 'performed' AND t.settled_state = 'performed' AND t.needs_attention IS NULL AND t.resolved_at IS NULL
    AND t.deleted_at IS NULL AND t.order_id IN (${orders})
  ORDER BY t.performed_at DESC LIMIT 500`

/**
 * Performed transactions that Medusa has not captured, and canceled ones that it has not refunded. Transactions that staff
 * must resolve, or have resolved, are left out until the money is refunded.
 */
export const IS_UNSETTLED = `performed_at is not null and deleted_at is null
    and (settled_state is null or (state = 'canceled' and settled_state = 'performed'))
    and (needs_attention is null or needs_attention in ('unsettled', 'disputed') or state = 'canceled')
    and (resolved_at is null or state = 'canceled')`

/**
 * Whether a payment has a performed transaction, canceled later or not, or staff have resolved it. Parameters are SQL
 * expressions: its provider, the gateway's transaction id, its id. With EXISTS, PostgreSQL would read all transactions into a
 * hash table.
 */
export const isMatched = (providerId: string, externalId: string, paymentId: string) => `coalesce((
      SELECT true FROM gateway_transaction named
      WHERE named.provider_id = ${providerId} AND named.external_id = ${externalId} AND named.performed_at IS NOT NULL
        AND named.deleted_at IS NULL LIMIT 1
    ), (
      SELECT true FROM gateway_resolution resolution
      WHERE resolution.payment_id = ${paymentId} AND resolution.step = 'resolve' AND resolution.deleted_at IS NULL LIMIT 1
    ), false)`
