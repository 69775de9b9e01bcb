import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"
import type { ChatPurpose } from "../../../modules/telegram/service"
import type { Language } from "../../../lib/shop"

export type ChatBinding = {
  purpose: ChatPurpose
  chat_id: string
  message_thread_id: string | null
  title: string
  /** Language of the shop's messages in this chat. */
  language: Language
  /** Id of the staff member who bound the chat. */
  bound_by: string | null
}

/** Stores a chat for a purpose. Replaces the chat that had the purpose before. A former problem of the chat is forgotten. */
export const bindChatStep = createStep(
  "bind-chat",
  async (input: ChatBinding, { container }) => {
    const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
    const [before] = await telegram.listChats({ purpose: input.purpose }, { take: 1 })
    const chat = before
      ? await telegram.updateChats({ id: before.id, ...input })
      : await telegram.createChats(input)
    await telegram.noteReachable([input.chat_id, input.message_thread_id].filter(Boolean).join("/"))
    return new StepResponse(chat, { id: chat.id, before: before ?? null })
  },
  async (made, { container }) => {
    if (!made) {
      return
    }
    const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
    if (made.before) {
      const { id, chat_id, message_thread_id, title, language, bound_by } = made.before
      await telegram.updateChats({ id, chat_id, message_thread_id, title, language, bound_by })
    } else {
      await telegram.deleteChats(made.id)
    }
  },
)
