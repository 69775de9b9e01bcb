import { model } from "@medusajs/framework/utils"

/** An update from Telegram. It is stored before it is handled, so that a duplicate delivery is detected. */
export const Update = model
  .define("telegram_update", {
    /** Telegram's update_id. */
    id: model.text().primaryKey(),
    /** Updates of one queue are handled one after another. */
    queue: model.text().default(""),
    /** The Bot API's Update object. Null after the update is handled, because it contains personal data. */
    payload: model.json().nullable(),
    /** Number of attempts to handle the update. Several attempts mean that the update crashes its process. */
    takes: model.number().default(0),
    handled_at: model.dateTime().index().nullable(),
  })
  .indexes([
    {
      name: "IDX_telegram_update_waiting",
      on: ["queue"],
      where: "handled_at IS NULL AND deleted_at IS NULL",
    },
  ])
