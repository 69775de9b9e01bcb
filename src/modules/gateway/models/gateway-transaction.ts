import { model } from "@medusajs/framework/utils"

/** Why a transaction needs the attention of staff; see docs/payments.md. */
export const ATTENTIONS = [
  "order_canceled",
  "order_in_work",
  "already_paid",
  "amount_differs",
  "refund_due",
  "unsettled",
  "canceled_by_gateway",
  "disputed",
  "stuck",
] as const
export type Attention = (typeof ATTENTIONS)[number]

/**
 * Why a transaction was canceled:
 * - `failed`: the gateway took no money, or the order could no longer be paid
 * - `timed_out`: it expired before it was performed
 * - `refunded`: the gateway returned the money
 */
export const CANCEL_CAUSES = ["failed", "timed_out", "refunded"] as const
export type CancelCause = (typeof CANCEL_CAUSES)[number]

/**
 * The shop's copy of a gateway's transaction. The row is created when the gateway begins a payment of an order.
 * The order does not expire while a transaction is in progress.
 */
export const GatewayTransaction = model
  .define("gateway_transaction", {
    id: model.id({ prefix: "gwtr" }).primaryKey(),
    /** Integer id, for gateways that accept only integers (Click). */
    number: model.autoincrement(),
    /** Medusa's payment provider id, for example "pp_payme_payme". */
    provider_id: model.text(),
    /** The gateway's id of the transaction. */
    external_id: model.text(),
    /** The gateway's id for its own API, if it differs from `external_id`. */
    payment_id: model.text().nullable(),
    order_id: model.text(),
    /** The gateway's reference of the order: its number. */
    reference: model.text(),
    /** In minor units (tiyin, cents). */
    amount: model.bigNumber(),
    /** Amount that the gateway has refunded, in minor units. */
    refunded_amount: model.bigNumber().default(0),
    currency_code: model.text(),
    state: model.enum(["in_progress", "performed", "canceled"]).default("in_progress"),
    cancel_cause: model.enum([...CANCEL_CAUSES]).nullable(),
    /** The gateway's own number of the reason, if it sent one. */
    reason: model.number().nullable(),
    /** Start time by the gateway's clock. */
    gateway_time: model.dateTime(),
    /** Times by the shop's clock, in ms precision. Each is written once. */
    began_at: model.dateTime(),
    performed_at: model.dateTime().nullable(),
    canceled_at: model.dateTime().nullable(),
    /** When the gateway cancels the transaction by itself; null if unknown. */
    expires_at: model.dateTime().nullable(),
    /** The state that Medusa's payment reflects; null until the capture. */
    settled_state: model.enum(["performed", "canceled"]).nullable(),
    /** When the shop last asked the gateway for the status. */
    asked_at: model.dateTime().nullable(),
    needs_attention: model.enum([...ATTENTIONS]).nullable(),
    /** The attention reason that was last reported to staff. */
    notified_attention: model.text().nullable(),
    /** When staff marked the transaction as resolved outside the shop; the history names the user. */
    resolved_at: model.dateTime().nullable(),
    /** Fiscal receipts by type: `payment`, `refund`. */
    fiscal: model.json().nullable(),
    /** When the shop next submits the receipt items to the gateway (Click). */
    fiscal_due_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["provider_id", "external_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["order_id"], where: "deleted_at IS NULL" },
    { on: ["provider_id", "gateway_time"], where: "deleted_at IS NULL" },
    { on: ["needs_attention"], where: "needs_attention IS NOT NULL AND deleted_at IS NULL" },
  ])
