import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"

/**
 * Cancels a transaction in progress, because the gateway takes no money. A performed transaction stays
 * performed; see cancel-gateway-payment.
 *
 * @param reason the gateway's own number of the reason, if it sent one
 * @returns the current transaction
 */
export const giveUpGatewayPayment = (
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  reason: number | null,
): Promise<GatewayTransactionRecord> =>
  container
    .resolve<GatewayModuleService>(GATEWAY_MODULE)
    .giveUp(transaction, { cause: "failed", reason }, new Date())
