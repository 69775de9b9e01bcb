import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../assignment/actor"
import { checkStaffManagerStep } from "../staff/steps/check-staff-manager"
import { unbindChatStep, type ChatPlace } from "./steps/unbind-chat"

export type UnbindChatInput = ChatPlace & { actor: Actor }

/**
 * Unbinds a chat or a topic: the shop stops posting to it.
 *
 * @returns the purposes that the chat had
 * @throws not_staff, not_allowed
 */
export const unbindChatWorkflow = createWorkflow("unbind-chat", (input: WorkflowData<UnbindChatInput>) => {
  checkStaffManagerStep(input.actor)
  const place = transform(input, ({ chat_id, message_thread_id }) => ({ chat_id, message_thread_id }))
  return new WorkflowResponse(unbindChatStep(place))
})
