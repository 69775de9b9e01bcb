import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { moveChatStep, type MoveChatInput } from "./steps/move-chat"

/**
 * Telegram gave a chat another id: what the shop bound it for stays bound.
 *
 * @returns the purposes that moved along; none when the chat was not bound here
 */
export const moveChatWorkflow = createWorkflow("move-chat", (input: WorkflowData<MoveChatInput>) => {
  return new WorkflowResponse(moveChatStep(input))
})
