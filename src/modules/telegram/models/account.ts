import { model } from "@medusajs/framework/utils"
import { LANGUAGES } from "../../../lib/shop"

/** A Telegram user who has written to the bot. Ids are text, because Telegram's ids exceed 32 bits. */
export const Account = model.define("telegram_account", {
  id: model.id({ prefix: "tgacc" }).primaryKey(),
  telegram_id: model.text().unique(),
  username: model.text().nullable(),
  first_name: model.text(),
  last_name: model.text().nullable(),
  /** Null until the user answers the bot's first question. */
  language: model.enum([...LANGUAGES]).nullable(),
  /** Medusa customer; created when first needed. */
  customer_id: model.text().index().nullable(),
  /** The current Medusa cart. */
  cart_id: model.text().nullable(),
  /**
   * The user's position in the bot's menus and their unfinished input. Orders and payments do not depend on
   * it.
   */
  session: model.json().default({}),
  /** Set while the user blocks the bot. The shop sends no messages then. */
  blocked_at: model.dateTime().nullable(),
})
