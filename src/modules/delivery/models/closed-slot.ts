import { model } from "@medusajs/framework/utils"

/** A window that takes no more orders on one day. Its orders stay. */
export const ClosedSlot = model
  .define("closed_slot", {
    id: model.id({ prefix: "cslot" }).primaryKey(),
    /** "YYYY-MM-DD" in the shop's time zone. */
    date: model.text(),
    window_id: model.text(),
    reason: model.text().nullable(),
  })
  .indexes([{ on: ["date", "window_id"], unique: true, where: "deleted_at IS NULL" }])
