import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { recordCallStep, type RecordCallInput } from "./steps/record-call"

/** Keeps a call of a gateway with its answer, for those who look into a payment later. */
export const recordGatewayCallWorkflow = createWorkflow(
  "record-gateway-call",
  (input: WorkflowData<RecordCallInput>) => new WorkflowResponse(recordCallStep(input)),
)
