import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"

/** Flags a transaction for the attention of staff, unless it is already flagged; see docs/payments.md. */
export async function flagGatewayPayment(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  attention: Attention,
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  if (await gateway.flag(transaction, attention)) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`payment ${transaction.id} for order ${transaction.reference} needs attention: ${attention}`)
  }
}
