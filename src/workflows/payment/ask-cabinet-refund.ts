import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { askCabinetRefundStep, type AskCabinetRefundInput } from "./steps/ask-cabinet-refund"

/**
 * Shows a payment as due for refund in its gateway's cabinet, when someone refunds it in Medusa and only the cabinet
 * can.
 *
 * @returns the gateway's name; null where Medusa may refund it itself
 * @throws refund_whole_only
 */
export const askCabinetRefundWorkflow = createWorkflow(
  "ask-cabinet-refund",
  (input: WorkflowData<AskCabinetRefundInput>) => new WorkflowResponse(askCabinetRefundStep(input)),
)
