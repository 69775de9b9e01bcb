import { model } from "@medusajs/framework/utils"

/**
 * The lease of an update queue. The holder handles the queue's updates one after another and renews the
 * lease; after it expires, another process can take over. An empty queue has no row.
 */
export const QueueLease = model.define("telegram_queue_lease", {
  /** Queue id: the sender's Telegram id; without a sender, the chat id. */
  id: model.text().primaryKey(),
  holder: model.text(),
  held_until: model.dateTime(),
  /**
   * Incremented for each update that joins the queue. The holder compares it before it releases the lease, so
   * that no update is missed.
   */
  calls: model.number().default(0),
})
