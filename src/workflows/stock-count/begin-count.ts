import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { ledgerOf } from "../stock/change-stock"
import { checkStockRole, type StockPerson } from "../stock/person"
import { checkTexts, KEEPERS } from "../stock/record-document"
import type { CountRecord } from "./count-of"

/** Seconds that a person waits for another one who begins a count at the same location. */
const WAIT_SECONDS = 10

type Input = { location_id: string; category_id?: string | null; note?: string | null; key?: string | null }

/**
 * Begins a count of the items at a location: of all, or of those that the products of a category consist of. A location has at
 * most one count that has not ended. A repeated call with the same key begins nothing.
 *
 * @throws not_allowed, location_not_found, category_not_found, text_too_long, count_open
 */
export async function beginCount(
  container: MedusaContainer,
  person: StockPerson,
  { location_id, category_id = null, note = null, key = null }: Input,
): Promise<CountRecord> {
  checkStockRole(person, KEEPERS)
  checkTexts({ kind: "correction", note })
  await checkPlace(container, { location_id, category_id })
  const ledger = ledgerOf(container)
  return container.resolve(Modules.LOCKING).execute(
    [`stock-count:${location_id}`],
    async () => {
      const [known] = key ? await ledger.listStockCounts({ key }, { take: 1 }) : []
      if (known) {
        return known
      }
      const [other] = await ledger.listStockCounts(
        { location_id, status: ["open", "waiting"] },
        { take: 1, select: ["id"] },
      )
      if (other) {
        throw shopError("count_open", "This location is being counted already: end that count first.")
      }
      return ledger.createStockCounts({ ...person.actor, location_id, category_id, note, key })
    },
    { timeout: WAIT_SECONDS },
  )
}

async function checkPlace(
  container: MedusaContainer,
  { location_id, category_id }: { location_id: string; category_id: string | null },
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [locations, categories] = await Promise.all([
    query.graph({ entity: "stock_location", fields: ["id"], filters: { id: location_id } }),
    category_id
      ? query.graph({ entity: "product_category", fields: ["id"], filters: { id: category_id } })
      : undefined,
  ])
  if (!locations.data.length) {
    throw shopError("location_not_found", "The stock location does not exist.", MedusaError.Types.NOT_FOUND)
  }
  if (categories && !categories.data.length) {
    throw shopError("category_not_found", "The category does not exist.", MedusaError.Types.NOT_FOUND)
  }
}
