import { model } from "@medusajs/framework/utils"

/** Work that one process of many does at a time. Whoever holds it renews it; unrenewed, it falls to the next. */
export const Lease = model.define("core_lease", {
  /** The work's name. */
  id: model.text().primaryKey(),
  /** The process that does it. */
  holder: model.text(),
  held_until: model.dateTime(),
})
