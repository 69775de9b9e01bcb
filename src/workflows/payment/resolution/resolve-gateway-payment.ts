import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { ResolutionInput } from "./resolution-history"
import { resolveTransactionStep } from "./steps/resolve-transaction"

/**
 * Marks a transaction as resolved outside the shop, with a note; the history keeps the user. A later money
 * movement is checked again.
 *
 * @throws not_found, too_late
 */
export const resolveGatewayPaymentWorkflow = createWorkflow(
  "resolve-gateway-payment",
  (input: WorkflowData<ResolutionInput>) => new WorkflowResponse(resolveTransactionStep(input)),
)
