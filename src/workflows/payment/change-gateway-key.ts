import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { changeGatewayKeyStep, type ChangeKeyInput } from "./steps/change-gateway-key"

/** A gateway changes the key that it shows. A key that is configured anew goes before. */
export const changeGatewayKeyWorkflow = createWorkflow(
  "change-gateway-key",
  (input: WorkflowData<ChangeKeyInput>) => new WorkflowResponse(changeGatewayKeyStep(input)),
)
