import { model } from "@medusajs/framework/utils"

/** A key that a gateway changed over its API. It replaces the configured key whose hash is `configured_hash`. */
export const GatewayKey = model.define("gateway_key", {
  id: model.id({ prefix: "gwkey" }).primaryKey(),
  provider_id: model.text().unique(),
  /** SHA-256 hashes; the keys are not stored. */
  configured_hash: model.text(),
  key_hash: model.text(),
})
