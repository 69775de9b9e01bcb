import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { sendMessageAgainStep, type SendMessageAgainInput } from "./steps/send-message-again"

/**
 * Sends a message again that failed, was skipped or has an unknown result. Of two concurrent calls only one
 * succeeds.
 *
 * @throws not_found, message_not_repeatable
 */
export const sendMessageAgainWorkflow = createWorkflow(
  "send-message-again",
  (input: WorkflowData<SendMessageAgainInput>) => {
    return new WorkflowResponse(sendMessageAgainStep(input))
  },
)
