import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { sendMessageAgainStep, type SendMessageAgainInput } from "./steps/send-message-again"

/**
 * Sends a message again that was given up, was left out, or may not have arrived. Of two who ask at once, one is
 * told that it is under way already.
 *
 * @throws not_found, message_not_repeatable
 */
export const sendMessageAgainWorkflow = createWorkflow(
  "send-message-again",
  (input: WorkflowData<SendMessageAgainInput>) => {
    return new WorkflowResponse(sendMessageAgainStep(input))
  },
)
