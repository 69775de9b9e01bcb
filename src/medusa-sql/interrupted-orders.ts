import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

const CANCELED: Prepared = {
  name: "canceled-orders-with-mark",
  text: `
  SELECT o.id, o.display_id FROM "order" o
  WHERE o.canceled_at > $1 AND o.status = 'canceled' AND o.metadata ? $2 AND o.deleted_at IS NULL`,
}

/** Reads the orders that were canceled after a time and that have a key in their metadata. */
export const readCanceledWithMark = (
  container: MedusaContainer,
  since: Date,
  key: string,
): Promise<{ id: string; display_id: number }[]> => ask(container, CANCELED, [since, key])
