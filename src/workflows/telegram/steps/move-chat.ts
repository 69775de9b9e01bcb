import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type TelegramModuleService from "../../../modules/telegram/service"

export type MoveChatInput = { from: string; to: string }

/**
 * Replaces the id of a bound chat.
 *
 * @returns the chat's purposes
 */
export const moveChatStep = createStep(
  "move-chat",
  async ({ from, to }: MoveChatInput, { container }) => {
    const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
    const bound = await telegram.listChats({ chat_id: from }, { take: null })
    await telegram.updateChats(bound.map(({ id }) => ({ id, chat_id: to })))
    return new StepResponse(
      bound.map(({ purpose }) => purpose),
      bound.map(({ id, chat_id }) => ({ id, chat_id })),
    )
  },
  async (before, { container }) => {
    if (before?.length) {
      await container.resolve<TelegramModuleService>(TELEGRAM_MODULE).updateChats(before)
    }
  },
)
