import { model } from "@medusajs/framework/utils"

/** What does not match between a gateway and the shop, and is to be resolved by staff; see docs/payments.md. */
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
 * A payment gateway's own record of a payment, as the gateway tells of it. A row is created when the gateway
 * begins to move money for an order; while it is in progress the order waits for it.
 */
export const GatewayTransaction = model
  .define("gateway_transaction", {
    id: model.id({ prefix: "gwtr" }).primaryKey(),
    /** The same as a whole number, for gateways that know no other ids of ours. */
    number: model.autoincrement(),
    /** Medusa's payment provider, such as "pp_payme_payme". */
    provider_id: model.text(),
    /** The gateway's own id of it. */
    external_id: model.text(),
    /** What the gateway's own API knows the payment by, where that is another id. */
    payment_id: model.text().nullable(),
    order_id: model.text(),
    /** What the gateway knows the order by: its number. */
    reference: model.text(),
    /** In the currency's minor units (tiyin), a whole number. */
    amount: model.bigNumber(),
    /** What of that the gateway has given back, in minor units too. */
    refunded_amount: model.bigNumber().default(0),
    currency_code: model.text(),
    state: model.enum(["in_progress", "performed", "canceled"]).default("in_progress"),
    /** Why it was canceled, in the gateway's own numbers. */
    reason: model.number().nullable(),
    /** When it began by the gateway's clock. */
    gateway_time: model.dateTime(),
    /** When it began, was performed and was canceled by ours, to the millisecond; never written twice. */
    began_at: model.dateTime(),
    performed_at: model.dateTime().nullable(),
    canceled_at: model.dateTime().nullable(),
    /** When the gateway itself gives it up; null when it never says. */
    expires_at: model.dateTime().nullable(),
    /** The state that Medusa's payment follows already; null while the money has not reached Medusa. */
    settled_state: model.enum(["performed", "canceled"]).nullable(),
    /** When the shop last asked the gateway how the payment stands. */
    asked_at: model.dateTime().nullable(),
    needs_attention: model.enum([...ATTENTIONS]).nullable(),
    /** What of that those who watch over the shop were told of. */
    notified_attention: model.text().nullable(),
    /** When someone said that it is resolved, by what they did outside the shop; its history says who. */
    resolved_at: model.dateTime().nullable(),
    /** The fiscal receipts that the gateway told of, by what they are for: PERFORM, CANCEL. */
    fiscal: model.json().nullable(),
    /** When the gateway is next told what was sold, where the shop is the one to tell it. */
    fiscal_due_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["provider_id", "external_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["order_id"], where: "deleted_at IS NULL" },
    { on: ["provider_id", "gateway_time"], where: "deleted_at IS NULL" },
    { on: ["needs_attention"], where: "needs_attention IS NOT NULL AND deleted_at IS NULL" },
  ])
