import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import {
  readCount,
  readCountHead,
  type NamedCount,
  type NamedCountedItem,
} from "../../../workflows/stock-count/read-count"
import { seesMoney } from "../../roles"

/** A count as the Admin API answers it. */
export const describeCount = ({
  key: _key,
  refusals: _refusals,
  updated_at: _updated,
  deleted_at: _deleted,
  ...count
}: NamedCount) => count

/** A counted item. The value of its difference is only for the roles that see money. */
const describeItem = (
  { counted, book, difference, value, location_name: _location, entries, ...item }: NamedCountedItem,
  withMoney: boolean,
) => ({
  ...item,
  counted: Number(counted),
  book: Number(book),
  difference: Number(difference),
  ...(withMoney ? { value } : {}),
  entries: entries.map(({ inventory_item_id: _item, person: _person, ...entry }) => ({
    ...entry,
    counted: Number(entry.counted),
    book: Number(entry.book),
  })),
})

/** A count without its items. */
export const answerCountHead = async (req: AuthenticatedMedusaRequest, id: string) =>
  describeCount(await readCountHead(req.scope, id))

/** A count with its items, and how many items are not counted. */
export async function answerCount(req: AuthenticatedMedusaRequest, id: string) {
  const [{ count, items, not_counted }, withMoney] = await Promise.all([
    readCount(req.scope, id),
    seesMoney(req),
  ])
  return {
    ...describeCount(count),
    not_counted,
    items: items.map((item) => describeItem(item, withMoney)),
  }
}
