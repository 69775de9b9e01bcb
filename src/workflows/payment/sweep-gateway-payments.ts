import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { sweepTransactionsStep } from "./steps/sweep-transactions"

/**
 * Finishes what was begun with the gateways' money and was broken off, such as by the death of a process.
 *
 * @returns how many payments it settled
 */
export const sweepGatewayPaymentsWorkflow = createWorkflow(
  "sweep-gateway-payments",
  () => new WorkflowResponse(sweepTransactionsStep()),
)
