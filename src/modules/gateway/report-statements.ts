import type { Prepared } from "../../lib/prepared"
import type { GatewayTransactionRecord } from "./types"

/**
 * A transaction as reports read it, thousands at a time: Medusa's own list needs ten times the processor time, and stops the
 * event loop for each batch. Amounts are decimal strings in minor units.
 */
export type ReportedTransaction = Pick<
  GatewayTransactionRecord,
  | "id"
  | "provider_id"
  | "external_id"
  | "payment_id"
  | "order_id"
  | "reference"
  | "currency_code"
  | "state"
  | "settled_state"
  | "began_at"
  | "performed_at"
  | "canceled_at"
  | "resolved_at"
> & { amount: string; refunded_amount: string }

const COLUMNS = `id, provider_id, external_id, payment_id, order_id, reference, currency_code, state, settled_state, began_at,
  performed_at, canceled_at, resolved_at, amount::text as amount, refunded_amount::text as refunded_amount`

const FOUND = `select ${COLUMNS} from gateway_transaction where provider_id = $1 and deleted_at is null`

/** $1 provider, $2 ids of transactions and of payments at the gateway, $3 numbers of orders */
export const NAMED: Prepared = {
  name: "gateway-named-in-report",
  text: `${FOUND} and external_id = any($2::text[])
    union ${FOUND} and payment_id = any($2::text[])
    union ${FOUND} and reference = any($3::text[])`,
}

/** The position of the last row of a batch. The next batch begins after it. */
export type Place = { place: string; id: string }

/** $1 beginning of the period, $2 its end, $3 provider or null, $4 and $5 place of the last row before, $6 number of rows */
export const PERFORMED: Prepared = {
  name: "gateway-performed-in",
  text: `select ${COLUMNS}, performed_at::text as place from gateway_transaction
    where performed_at >= $1 and performed_at < $2 and performed_at is not null and deleted_at is null
      and ($3::text is null or provider_id = $3) and (performed_at, id) > ($4::timestamptz, $5)
    order by performed_at, id limit $6`,
}
