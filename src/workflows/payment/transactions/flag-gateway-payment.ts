import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { TransactionName } from "../../../modules/gateway/types"

export type FlagPaymentInput = TransactionName & { attention: Attention }

/** Flags a transaction for the attention of staff, unless it is already flagged; see docs/payments.md. */
export async function flagGatewayPayment(container: MedusaContainer, input: FlagPaymentInput): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await gateway.findTransaction(input)
  if (known && (await gateway.flag(known, input.attention))) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`payment ${known.id} for order ${known.reference} needs attention: ${input.attention}`)
  }
}
