import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { readReceiptStep } from "./steps/read-receipt"

/** Tells what an order sold, as a fiscal receipt says it; null while a product lacks its codes. */
export const getReceiptWorkflow = createWorkflow(
  "get-receipt",
  (input: WorkflowData<{ order_id: string }>) => new WorkflowResponse(readReceiptStep(input)),
)
