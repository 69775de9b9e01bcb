import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"

export type GiveUpPaymentInput = TransactionName & {
  /** Cancel reason: a number defined by the gateway. */
  reason: number
}

/**
 * Cancels a transaction in progress and returns its current state. No compensation: the gateway has received
 * the answer.
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
