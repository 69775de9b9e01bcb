import { model } from "@medusajs/framework/utils"

/**
 * A picture that was uploaded to Telegram. Its file_id lets the bot send the picture again without an upload.
 */
export const File = model.define("telegram_file", {
  id: model.id({ prefix: "tgfile" }).primaryKey(),
  /** Bot id, and the picture's address or hash. Another bot cannot use a file_id. */
  key: model.text().unique(),
  file_id: model.text(),
})
