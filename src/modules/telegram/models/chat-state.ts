import { model } from "@medusajs/framework/utils"

/**
 * What Telegram has reported about a chat of the shop: that the group became a supergroup, or that the bot cannot
 * write there. A chat without a report has no row.
 */
export const ChatState = model.define("telegram_chat_state", {
  /** Telegram's chat id; for a topic of a forum "<chat id>/<thread id>". */
  id: model.text().primaryKey(),
  /** Id of the supergroup that the group became (Bot API, `migrate_to_chat_id`). */
  moved_to: model.text().nullable(),
  /** When the cards of the waiting orders were enqueued for the supergroup. */
  announced_at: model.dateTime().nullable(),
  unreachable_since: model.dateTime().nullable(),
  /** Telegram's reason why the bot cannot write to the chat. */
  problem: model.text().nullable(),
  /** When the owner was notified that the chat is unreachable. */
  notified_at: model.dateTime().nullable(),
})
