import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sweepTransactionsStep } from "./steps/sweep-transactions"

/**
 * Settles payments whose processing was interrupted, for example by a crash.
 *
 * @returns the number of settled payments
 */
export const sweepGatewayPaymentsWorkflow = createWorkflow(
  "sweep-gateway-payments",
  () => new WorkflowResponse(sweepTransactionsStep()),
)
