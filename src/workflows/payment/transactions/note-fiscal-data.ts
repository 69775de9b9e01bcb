import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"

/**
 * Stores a fiscal receipt with its transaction.
 *
 * @param type receipt of the payment or of the refund
 */
export async function noteFiscalData(
  container: MedusaContainer,
  { id, fiscal }: GatewayTransactionRecord,
  type: "payment" | "refund",
  data: Record<string, unknown>,
): Promise<void> {
  await container
    .resolve<GatewayModuleService>(GATEWAY_MODULE)
    .updateGatewayTransactions({ id, fiscal: { ...fiscal, [type]: data } })
}
