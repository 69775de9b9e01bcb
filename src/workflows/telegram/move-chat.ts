import type { MedusaContainer } from "@medusajs/framework/types"
import { OUTBOX_MODULE } from "../../modules/outbox"
import type OutboxModuleService from "../../modules/outbox/service"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import type { ChatMove } from "../../modules/telegram/service"

/**
 * Keeps the bindings and the unsent messages of a group that became a supergroup (Bot API, `migrate_to_chat_id`). Its
 * cards are forgotten, because the bot cannot edit the messages of the former group: the caller announces the waiting
 * orders again. A repeated call changes nothing.
 */
export async function moveChat(container: MedusaContainer, move: ChatMove): Promise<void> {
  const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
  await telegram.moveChat(move)
  const hadCards = await container.resolve<OutboxModuleService>(OUTBOX_MODULE).moveChat(move)
  if (hadCards) {
    await telegram.updateChatStates({ selector: { id: move.from }, data: { announced_at: null } })
  }
}
