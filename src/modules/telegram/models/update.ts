import { model } from "@medusajs/framework/utils"

/** An update from Telegram, claimed by its own id before anything happens, so that its duplicate does nothing. */
export const Update = model
  .define("telegram_update", {
    /** Telegram's update_id. */
    id: model.text().primaryKey(),
    /** Those of one queue act one after the other. */
    queue: model.text().default(""),
    /** The update itself until it is handled; then null, for it holds personal data. */
    payload: model.json().nullable(),
    /** Number of attempts to handle it. A high number means that it crashes its process. */
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
