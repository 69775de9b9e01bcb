import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { moveChatStep, type MoveChatInput } from "./steps/move-chat"

/**
 * Keeps the bindings of a chat whose id Telegram changed.
 *
 * @returns the chat's purposes; empty if the chat was not bound
 */
export const moveChatWorkflow = createWorkflow("move-chat", (input: WorkflowData<MoveChatInput>) => {
  return new WorkflowResponse(moveChatStep(input))
})
