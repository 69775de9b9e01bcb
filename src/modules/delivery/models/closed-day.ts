import { model } from "@medusajs/framework/utils"

/** A day without deliveries and pick-ups. */
export const ClosedDay = model
  .define("closed_day", {
    id: model.id({ prefix: "cday" }).primaryKey(),
    /** "YYYY-MM-DD" in the shop's time zone. */
    date: model.text(),
    reason: model.text().nullable(),
  })
  .indexes([{ on: ["date"], unique: true, where: "deleted_at IS NULL" }])
