import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"

export type ChatPlace = { chat_id: string; message_thread_id: string | null }

/**
 * Deletes all bindings of a chat or of a topic.
 *
 * @returns the purposes that the chat had
 */
export const unbindChatStep = createStep(
  "unbind-chat",
  async ({ chat_id, message_thread_id }: ChatPlace, { container }) => {
    const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
    const bound = await telegram.listChats({ chat_id, message_thread_id }, { take: null })
    await telegram.deleteChats(bound.map(({ id }) => id))
    return new StepResponse(
      bound.map(({ purpose }) => purpose),
      bound,
    )
  },
  async (bound, { container }) => {
    if (bound?.length) {
      const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
      await telegram.createChats(
        bound.map(({ purpose, chat_id, message_thread_id, title, language, bound_by }) => ({
          purpose,
          chat_id,
          message_thread_id,
          title,
          language,
          bound_by,
        })),
      )
    }
  },
)
