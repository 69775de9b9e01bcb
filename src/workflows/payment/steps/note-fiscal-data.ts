import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { TransactionName } from "../../../modules/gateway/types"

export type FiscalDataInput = TransactionName & {
  /** Receipt of the payment or of the refund. */
  type: "PERFORM" | "CANCEL"
  fiscal_data: Record<string, unknown>
}

/** Stores the fiscal receipt that a gateway reports. Returns false if the transaction does not exist. */
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
