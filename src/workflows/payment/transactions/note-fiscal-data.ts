import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { TransactionName } from "../../../modules/gateway/types"

export type FiscalDataInput = TransactionName & {
  /** Receipt of the payment or of the refund. */
  type: "PERFORM" | "CANCEL"
  fiscal_data: Record<string, unknown>
}

/**
 * Stores the fiscal receipt that a gateway reports.
 *
 * @returns false if the transaction does not exist
 */
export async function noteFiscalData(container: MedusaContainer, input: FiscalDataInput): Promise<boolean> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await gateway.findTransaction(input)
  if (!transaction) {
    return false
  }
  await gateway.updateGatewayTransactions({
    id: transaction.id,
    fiscal: { ...transaction.fiscal, [input.type]: input.fiscal_data },
  })
  return true
}
