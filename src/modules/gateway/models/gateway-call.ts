import { model } from "@medusajs/framework/utils"

/**
 * A call of a gateway that proved who it is, with the shop's answer. Keys, cards and names of people are never in
 * it: only fields known to be harmless are kept.
 */
export const GatewayCall = model
  .define("gateway_call", {
    id: model.id({ prefix: "gwcall" }).primaryKey(),
    provider_id: model.text(),
    method: model.text(),
    /** The gateway's id of the transaction it is about. */
    external_id: model.text().nullable(),
    /** What the gateway knows the order by. */
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
