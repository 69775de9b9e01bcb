import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"

export type GiveUpPaymentInput = TransactionName & {
  /** In the gateway's own numbers. */
  reason: number
}

/**
 * Notes that a gateway will take no money: only a transaction in progress is canceled. It is not undone: the gateway
 * has heard the answer. Returns the transaction as it is then.
 */
export const giveUpTransactionStep = createStep(
  "give-up-transaction",
  async (input: GiveUpPaymentInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const known = await gateway.findTransaction(input)
    const transaction = known ? await gateway.giveUp(known, input.reason, new Date()) : null
    return new StepResponse<GatewayTransactionRecord | null>(transaction)
  },
)
