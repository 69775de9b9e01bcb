import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../modules/gateway/types"

/*
 * What the shop keeps of a gateway, read at once: a gateway waits for its answer, and a workflow would first look
 * for a former run of itself.
 */

const gatewayOf = (container: MedusaContainer) => container.resolve<GatewayModuleService>(GATEWAY_MODULE)

/**
 * The hash of the key that a gateway shows: the configured one, unless the gateway itself has changed it.
 *
 * @param configured the hash of the configured key
 */
export function gatewayKeyHash(
  container: MedusaContainer,
  providerId: string,
  configured: string,
): Promise<string> {
  return gatewayOf(container).keyHash(providerId, configured)
}

/** The transaction that a gateway names, if it was ever begun here. */
export function findGatewayTransaction(
  container: MedusaContainer,
  name: TransactionName,
): Promise<GatewayTransactionRecord | undefined> {
  return gatewayOf(container).findTransaction(name)
}

/** The transactions of a gateway that began in a time by its own clock, both ends included, the oldest first. */
export function gatewayStatement(
  container: MedusaContainer,
  providerId: string,
  from: Date,
  to: Date,
): Promise<GatewayTransactionRecord[]> {
  return gatewayOf(container).statement(providerId, from, to)
}
