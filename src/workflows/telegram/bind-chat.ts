import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../assignment/actor"
import { recordAuditStep } from "../audit/record-audit-step"
import { checkStaffManagerStep } from "../staff/steps/check-staff-manager"
import { bindChatStep, type ChatBinding } from "./steps/bind-chat"

export type BindChatInput = Omit<ChatBinding, "bound_by" | "message_thread_id"> & {
  /** The topic of the group; the whole chat without it. */
  message_thread_id?: string | null
  actor: Actor
}

/**
 * Binds a group, a topic of a group or a channel to a purpose. The caller must have checked that the bot can post there.
 *
 * @throws not_staff, not_allowed
 */
export const bindChatWorkflow = createWorkflow("bind-chat", (input: WorkflowData<BindChatInput>) => {
  const signature = checkStaffManagerStep(input.actor)
  const chat = bindChatStep(
    transform({ input, signature }, ({ input, signature }) => ({
      purpose: input.purpose,
      chat_id: input.chat_id,
      message_thread_id: input.message_thread_id ?? null,
      title: input.title.slice(0, 255),
      language: input.language,
      bound_by: signature.id ?? null,
    })),
  )
  recordAuditStep(
    transform({ signature, input, chat }, ({ signature, input, chat }) => ({
      actor: { signature },
      action: "bind-chat",
      subject_type: "telegram_chat",
      subject_id: chat.id,
      after: { purpose: input.purpose, chat_id: input.chat_id, title: input.title },
    })),
  )
  return new WorkflowResponse(chat)
})
