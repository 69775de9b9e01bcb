import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { WindowData } from "./rules/window"
import { updateWindowStep } from "./steps/save-window"

/**
 * Changes a delivery window. Orders that use it keep their delivery time.
 *
 * @throws window_not_found, invalid_window
 */
export const updateDeliveryWindowWorkflow = createWorkflow(
  "update-delivery-window",
  (input: { id: string; changes: Partial<WindowData> }) => new WorkflowResponse(updateWindowStep(input)),
)
