import { model } from "@medusajs/framework/utils"

/** An update from Telegram, claimed by its own id before anything happens, so that its twin does nothing. */
export const Update = model.define("telegram_update", {
  /** Telegram's update_id. */
  id: model.text().primaryKey(),
  /** The update itself until it is handled; then null, for it holds personal data. */
  payload: model.json().nullable(),
  handled_at: model.dateTime().index().nullable(),
})
