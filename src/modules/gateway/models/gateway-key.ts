import { model } from "@medusajs/framework/utils"

/** A key that a gateway has changed by itself: it is believed in place of the configured one that it replaced. */
export const GatewayKey = model.define("gateway_key", {
  id: model.id({ prefix: "gwkey" }).primaryKey(),
  provider_id: model.text().unique(),
  /** Hashes only. */
  configured_hash: model.text(),
  key_hash: model.text(),
})
