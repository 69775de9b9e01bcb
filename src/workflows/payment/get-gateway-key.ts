import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { readGatewayKeyStep, type ReadKeyInput } from "./steps/gateway-key"

/** The hash of the key that a gateway shows: the configured one, unless the gateway itself has changed it. */
export const getGatewayKeyWorkflow = createWorkflow(
  "get-gateway-key",
  (input: WorkflowData<ReadKeyInput>) => new WorkflowResponse(readGatewayKeyStep(input)),
)
