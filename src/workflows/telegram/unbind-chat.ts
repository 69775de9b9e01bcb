import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../assignment/actor"
import { checkStaffManagerStep } from "../staff/steps/check-staff-manager"
import { unbindChatStep } from "./steps/unbind-chat"

export type UnbindChatInput = { chat_id: string; actor: Actor }

/**
 * Unbinds a chat: the shop stops posting to it.
 *
 * @returns the purposes that the chat had
 * @throws not_staff, not_allowed
 */
export const unbindChatWorkflow = createWorkflow("unbind-chat", (input: WorkflowData<UnbindChatInput>) => {
  checkStaffManagerStep(input.actor)
  return new WorkflowResponse(unbindChatStep(input.chat_id))
})
