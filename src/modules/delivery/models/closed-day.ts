import { model } from "@medusajs/framework/utils"

/** A day on which the shop brings and hands out nothing. */
export const ClosedDay = model
  .define("closed_day", {
    id: model.id({ prefix: "cday" }).primaryKey(),
    /** "YYYY-MM-DD" on the shop's calendar. */
    date: model.text(),
    reason: model.text().nullable(),
  })
  .indexes([{ on: ["date"], unique: true, where: "deleted_at IS NULL" }])
