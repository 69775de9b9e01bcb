import { model } from "@medusajs/framework/utils"

/**
 * A message that the shop owes someone or has sent and keeps up to date (an order's card in a channel). The
 * key makes a repeat harmless: the same key is sent once.
 */
export const Message = model.define("telegram_message", {
  id: model.id({ prefix: "tgmsg" }).primaryKey(),
  /** What it is: "card:florists:<assignment>", "transition:<id>:shopper", … */
  key: model.text().unique(),
  chat_id: model.text(),
  message_id: model.text().nullable(),
  /** A fingerprint of what was last shown, so that an edit that changes nothing is not sent. */
  content: model.text().default(""),
  has_photo: model.boolean().default(false),
  /** Who claimed it sends it; a claim whose holder died is void after a while. */
  claimed_at: model.dateTime().nullable(),
  sent_at: model.dateTime().nullable(),
  /** Why it will never be sent: the chat is gone, the bot is blocked. */
  given_up: model.text().nullable(),
})
