import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deleteWindowStep } from "./steps/save-window"

/** Removes a delivery window; orders that have it keep their hours. @throws window_not_found */
export const deleteDeliveryWindowWorkflow = createWorkflow(
  "delete-delivery-window",
  (input: { id: string }) => new WorkflowResponse(deleteWindowStep(input)),
)
