import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { changeGatewayKeyStep, type ChangeKeyInput } from "./steps/change-gateway-key"

/** Stores a key that the gateway has changed over its API. A new configured key takes precedence. */
export const changeGatewayKeyWorkflow = createWorkflow(
  "change-gateway-key",
  (input: WorkflowData<ChangeKeyInput>) => new WorkflowResponse(changeGatewayKeyStep(input)),
)
