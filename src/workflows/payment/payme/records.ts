import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { PAYME } from "../../../lib/shop"

const gatewayOf = (container: MedusaContainer) => container.resolve<GatewayModuleService>(GATEWAY_MODULE)

/**
 * Returns the hash of the valid key: the configured key, unless Payme has replaced it.
 *
 * @param configured hash of the configured key
 */
export const paymeKeyHash = (container: MedusaContainer, configured: string): Promise<string> =>
  gatewayOf(container).keyHash(PAYME, configured)

/**
 * Stores a key that Payme has changed over its API. A new configured key takes precedence.
 *
 * @param configured hash of the configured key
 * @param next hash of the new key
 */
export const changePaymeKey = (container: MedusaContainer, configured: string, next: string): Promise<void> =>
  gatewayOf(container).changeKey(PAYME, configured, next)

/** Lists Payme's transactions by Payme's clock, both ends inclusive, oldest first. */
export const paymeStatement = (
  container: MedusaContainer,
  from: Date,
  to: Date,
): Promise<GatewayTransactionRecord[]> => gatewayOf(container).statement(PAYME, from, to)
