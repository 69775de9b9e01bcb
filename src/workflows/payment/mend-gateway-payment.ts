import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { MendingInput } from "./mending-history"
import { mendTransactionStep } from "./steps/mend-transaction"

/**
 * Someone has put right, outside the shop, what did not match, and says how. The transaction stands among the
 * others again; its history keeps who it was. Money that moves afterwards is looked at anew.
 *
 * @throws not_found, too_late
 */
export const mendGatewayPaymentWorkflow = createWorkflow(
  "mend-gateway-payment",
  (input: WorkflowData<MendingInput>) => {
    const key = transform({ input }, ({ input }) => `settle:${input.transaction_id}`)
    acquireLockStep({ key, timeout: 30, retryInterval: 0.1, ttl: 120 })
    mendTransactionStep(input)
    releaseLockStep({ key })
    return new WorkflowResponse(undefined)
  },
)
