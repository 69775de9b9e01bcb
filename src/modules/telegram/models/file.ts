import { model } from "@medusajs/framework/utils"

/** A picture that Telegram already has: sending it again by file_id uploads nothing. */
export const File = model.define("telegram_file", {
  id: model.id({ prefix: "tgfile" }).primaryKey(),
  /** The bot and the picture's address or fingerprint: a file_id is worth nothing to another bot. */
  key: model.text().unique(),
  file_id: model.text(),
})
