import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { TransactionName } from "../../../modules/gateway/types"

export type FiscalDataInput = TransactionName & {
  /** Of the payment, or of its return. */
  type: "PERFORM" | "CANCEL"
  fiscal_data: Record<string, unknown>
}

/** Keeps the fiscal receipt that a gateway tells of. Returns false when there is no such transaction. */
export const noteFiscalDataStep = createStep(
  "note-fiscal-data",
  async (input: FiscalDataInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const transaction = await gateway.findTransaction(input)
    if (!transaction) {
      return new StepResponse(false)
    }
    await gateway.updateGatewayTransactions({
      id: transaction.id,
      fiscal: { ...transaction.fiscal, [input.type]: input.fiscal_data },
    })
    return new StepResponse(true)
  },
)
