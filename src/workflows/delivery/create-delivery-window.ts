import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { WindowData } from "./rules/window"
import { createWindowStep } from "./steps/save-window"

/**
 * Creates a delivery window.
 *
 * @throws invalid_window
 */
export const createDeliveryWindowWorkflow = createWorkflow(
  "create-delivery-window",
  (input: WindowData) => new WorkflowResponse(createWindowStep(input)),
)
