import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"

export type GiveUpPaymentInput = TransactionName & {
  /** Cancel reason: a number defined by the gateway. */
  reason: number
}

/**
 * Cancels a transaction in progress. A performed transaction stays performed; see cancel-gateway-payment.
 *
 * @returns the current transaction; null if it does not exist
 */
export async function giveUpGatewayPayment(
  container: MedusaContainer,
  input: GiveUpPaymentInput,
): Promise<GatewayTransactionRecord | null> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await gateway.findTransaction(input)
  return known ? gateway.giveUp(known, input.reason, new Date()) : null
}
