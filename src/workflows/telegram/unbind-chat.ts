import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../assignment/actor"
import { checkStaffManagerStep } from "../staff/steps/check-staff-manager"
import { unbindChatStep } from "./steps/unbind-chat"

export type UnbindChatInput = { chat_id: string; actor: Actor }

/**
 * A chat is the shop's no more: nothing is written there.
 *
 * @returns the purposes it had
 * @throws not_staff, not_allowed
 */
export const unbindChatWorkflow = createWorkflow("unbind-chat", (input: WorkflowData<UnbindChatInput>) => {
  checkStaffManagerStep(input.actor)
  return new WorkflowResponse(unbindChatStep(input.chat_id))
})
