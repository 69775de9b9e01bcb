import { model } from "@medusajs/framework/utils"

/** What someone did about money that did not match: who, when, what was wrong, and what they said of it. */
export const GatewayResolution = model
  .define("gateway_resolution", {
    id: model.id({ prefix: "gwres" }).primaryKey(),
    /** The gateway's transaction … */
    transaction_id: model.text().nullable(),
    /** … or, where the gateway knows of none, Medusa's payment. */
    payment_id: model.text().nullable(),
    /** Settled again, refunded over the gateway's API or to be refunded in its cabinet, or resolved outside the shop. */
    step: model.enum(["settle", "refund", "resolve"]),
    /** What it needed attention for. */
    attention: model.text().nullable(),
    note: model.text().nullable(),
    /** The user of Medusa's admin, and their name as it was. */
    user_id: model.text().nullable(),
    user_name: model.text().nullable(),
  })
  .indexes([
    { on: ["transaction_id"], where: "deleted_at IS NULL" },
    { on: ["payment_id"], where: "deleted_at IS NULL" },
  ])
