import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"

/*
 * Plain functions and not workflows: they only read, the gateway waits for the answer, and a workflow first
 * queries its earlier executions.
 */

const gatewayOf = (container: MedusaContainer) => container.resolve<GatewayModuleService>(GATEWAY_MODULE)

/**
 * Returns the hash of the gateway's valid key: the configured key, unless the gateway has replaced it.
 *
 * @param configured hash of the configured key
 */
export function gatewayKeyHash(
  container: MedusaContainer,
  providerId: string,
  configured: string,
): Promise<string> {
  return gatewayOf(container).keyHash(providerId, configured)
}

/** Finds a transaction by the provider and the gateway's transaction id. */
export function findGatewayTransaction(
  container: MedusaContainer,
  name: TransactionName,
): Promise<GatewayTransactionRecord | undefined> {
  return gatewayOf(container).findTransaction(name)
}

/** Lists a gateway's transactions by the gateway's clock, both ends inclusive, oldest first. */
export function gatewayStatement(
  container: MedusaContainer,
  providerId: string,
  from: Date,
  to: Date,
): Promise<GatewayTransactionRecord[]> {
  return gatewayOf(container).statement(providerId, from, to)
}
