import { model } from "@medusajs/framework/utils"

/**
 * An authenticated call of a gateway with the shop's answer, or a call of the shop to a gateway. The request
 * and the answer are redacted: no keys, cards or personal names.
 */
export const GatewayCall = model
  .define("gateway_call", {
    id: model.id({ prefix: "gwcall" }).primaryKey(),
    provider_id: model.text(),
    method: model.text(),
    /** The gateway's id of the transaction. */
    external_id: model.text().nullable(),
    /** The order's number. */
    reference: model.text().nullable(),
    request: model.json(),
    answer: model.json(),
    outcome: model.enum(["ok", "refused", "failed"]),
    took_ms: model.number(),
  })
  .indexes([
    { on: ["provider_id", "external_id"], where: "deleted_at IS NULL" },
    { on: ["reference"], where: "deleted_at IS NULL" },
  ])
