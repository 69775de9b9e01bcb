import { model } from "@medusajs/framework/utils"
import { LANGUAGES } from "../../../lib/shop"

/** A Telegram user known to the shop. Ids are text: Telegram's go beyond 32 bits. */
export const Account = model.define("telegram_account", {
  id: model.id({ prefix: "tgacc" }).primaryKey(),
  telegram_id: model.text().unique(),
  username: model.text().nullable(),
  first_name: model.text(),
  last_name: model.text().nullable(),
  /** Chosen at the first start; until then null, and the bot asks. */
  language: model.enum([...LANGUAGES]).nullable(),
  /** The Medusa customer, made on first need. */
  customer_id: model.text().index().nullable(),
  /** The Medusa cart that is being filled. */
  cart_id: model.text().nullable(),
  /** Where the shopper is in the bot; what may be forgotten without loss. */
  session: model.json().default({}),
  /** Set while the bot is blocked by this user: nothing is sent then. */
  blocked_at: model.dateTime().nullable(),
})
