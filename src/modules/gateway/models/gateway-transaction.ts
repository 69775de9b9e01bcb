import { model } from "@medusajs/framework/utils"

/**
 * A payment gateway's own record of a payment, as the gateway tells of it. A row is created when the gateway
 * begins to move money for an order; while it is in progress the order waits for it.
 */
export const GatewayTransaction = model
  .define("gateway_transaction", {
    id: model.id({ prefix: "gwtr" }).primaryKey(),
    /** Medusa's payment provider, such as "pp_payme_payme". */
    provider_id: model.text(),
    /** The gateway's own id of it. */
    external_id: model.text(),
    order_id: model.text(),
    state: model.enum(["in_progress", "performed", "canceled"]).default("in_progress"),
    /** When the gateway itself gives it up; null when it never says. */
    expires_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["provider_id", "external_id"], unique: true, where: "deleted_at IS NULL" },
    { on: ["order_id"], where: "deleted_at IS NULL" },
  ])
