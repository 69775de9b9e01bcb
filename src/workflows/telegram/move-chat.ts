import type { MedusaContainer } from "@medusajs/framework/types"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import type { ChatPurpose } from "../../modules/telegram/service"

export type MoveChatInput = { from: string; to: string }

/**
 * Follows a chat to the new id that Telegram gave it; its bindings stay.
 *
 * @returns the purposes of the chat; empty if it is not bound
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
