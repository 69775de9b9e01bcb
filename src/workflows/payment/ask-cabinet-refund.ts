import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { askCabinetRefundStep, type AskCabinetRefundInput } from "./steps/ask-cabinet-refund"

/**
 * Marks a payment as due for refund in the gateway's cabinet, when a refund is requested in Medusa and the
 * gateway has no refund API.
 *
 * @returns the gateway's name; null if Medusa can refund the payment itself
 * @throws refund_whole_only
 */
export const askCabinetRefundWorkflow = createWorkflow(
  "ask-cabinet-refund",
  (input: WorkflowData<AskCabinetRefundInput>) => new WorkflowResponse(askCabinetRefundStep(input)),
)
