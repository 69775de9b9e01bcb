import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"

/** One transaction by its name, or those that began in a time by the gateway's clock, both ends included. */
export type ReadTransactionsInput = TransactionName | { provider_id: string; from: Date; to: Date }

/** What is kept of a gateway's transactions; the oldest first. */
export const readTransactionsStep = createStep(
  "read-transactions",
  async (input: ReadTransactionsInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    if ("from" in input) {
      const stated = await gateway.statement(input.provider_id, new Date(input.from), new Date(input.to))
      return new StepResponse<GatewayTransactionRecord[]>(stated)
    }
    const found = await gateway.findTransaction(input)
    return new StepResponse<GatewayTransactionRecord[]>(found ? [found] : [])
  },
)
