import { model } from "@medusajs/framework/utils"

/**
 * A queue of updates that some process works off now, one update after the other; no row while nothing waits.
 * Its holder renews it; unrenewed, another process takes the queue over.
 */
export const QueueLease = model.define("telegram_queue_lease", {
  /** The queue: a chat, or in a channel one person of it. */
  id: model.text().primaryKey(),
  holder: model.text(),
  held_until: model.dateTime(),
  /** Grows with each update that joins, so that the holder does not leave while one is just coming in. */
  calls: model.number().default(0),
})
