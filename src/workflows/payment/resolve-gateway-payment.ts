import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { ResolutionInput } from "./resolution-history"
import { resolveTransactionStep } from "./steps/resolve-transaction"

/**
 * Someone has put right, outside the shop, what did not match, and says how. The transaction stands among the
 * others again; its history keeps who it was. Money that moves afterwards is looked at anew.
 *
 * @throws not_found, too_late
 */
export const resolveGatewayPaymentWorkflow = createWorkflow(
  "resolve-gateway-payment",
  (input: WorkflowData<ResolutionInput>) => new WorkflowResponse(resolveTransactionStep(input)),
)
