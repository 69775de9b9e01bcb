import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { deleteWindowStep } from "./steps/save-window"

/**
 * Deletes a delivery window. Orders that use it keep their delivery time.
 *
 * @throws window_not_found
 */
export const deleteDeliveryWindowWorkflow = createWorkflow(
  "delete-delivery-window",
  (input: { id: string }) => new WorkflowResponse(deleteWindowStep(input)),
)
