import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import type { ChatPurpose } from "../../modules/telegram/service"

export type MoveChatInput = { from: string; to: string }

/**
 * Keeps the bindings of a chat whose id Telegram changed.
 *
 * @returns the chat's purposes; empty if the chat was not bound
 */
export async function moveChat(
  container: MedusaContainer,
  { from, to }: MoveChatInput,
): Promise<ChatPurpose[]> {
  const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
  const bound = await telegram.listChats({ chat_id: from }, { take: null })
  await telegram.updateChats(bound.map(({ id }) => ({ id, chat_id: to })))
  return bound.map(({ purpose }) => purpose)
}
