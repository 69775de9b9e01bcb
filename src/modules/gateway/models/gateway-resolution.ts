import { model } from "@medusajs/framework/utils"

/** An action of staff on a transaction or payment that needed attention. */
export const GatewayResolution = model
  .define("gateway_resolution", {
    id: model.id({ prefix: "gwres" }).primaryKey(),
    /** Set for a gateway transaction. */
    transaction_id: model.text().nullable(),
    /** Set for an unmatched payment: Medusa's payment id. */
    payment_id: model.text().nullable(),
    /**
     * `settle`: applied to Medusa again. `refund`: refunded over the API or marked as due in the cabinet. `resolve`:
     * resolved outside the shop.
     */
    step: model.enum(["settle", "refund", "resolve"]),
    /** The attention reason at that time. */
    attention: model.text().nullable(),
    note: model.text().nullable(),
    /** Medusa's admin user, and the name at that time. */
    user_id: model.text().nullable(),
    user_name: model.text().nullable(),
  })
  .indexes([
    { on: ["transaction_id"], where: "deleted_at IS NULL" },
    { on: ["payment_id"], where: "deleted_at IS NULL" },
  ])
