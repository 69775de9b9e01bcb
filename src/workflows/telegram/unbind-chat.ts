import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../assignment/actor"
import { recordAuditStep } from "../audit/record-audit-step"
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
  const signature = checkStaffManagerStep(input.actor)
  const place = transform(input, ({ chat_id, message_thread_id }) => ({ chat_id, message_thread_id }))
  const purposes = unbindChatStep(place)
  recordAuditStep(
    transform({ signature, place, purposes }, ({ signature, place, purposes }) => ({
      actor: { signature },
      action: "unbind-chat",
      subject_type: "telegram_chat",
      subject_id: place.chat_id,
      before: { ...place, purposes },
    })),
  )
  return new WorkflowResponse(purposes)
})
