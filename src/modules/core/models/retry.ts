import { model } from "@medusajs/framework/utils"

/** An item of a sweep that failed. Its next attempt waits longer after each failure for the same cause. */
export const Retry = model
  .define("core_retry", {
    id: model.id({ prefix: "retry" }).primaryKey(),
    /** Name of the sweep. */
    task: model.text(),
    /** Id of the item, such as an assignment. */
    item_id: model.text(),
    /** The error's code or message. */
    cause: model.text(),
    /** Number of failures in a row for this cause. */
    failures: model.number(),
    next_at: model.dateTime(),
  })
  .indexes([{ on: ["task", "item_id"], unique: true }])
