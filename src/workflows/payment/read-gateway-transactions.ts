import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { readTransactionsStep, type ReadTransactionsInput } from "./steps/read-transactions"

/** What the shop keeps of a gateway's transactions: one by its name, or those of a time. */
export const readGatewayTransactionsWorkflow = createWorkflow(
  "read-gateway-transactions",
  (input: WorkflowData<ReadTransactionsInput>) => new WorkflowResponse(readTransactionsStep(input)),
)
