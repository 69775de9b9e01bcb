import type { MedusaContainer } from "@medusajs/framework/types"
import type { StockItemRow } from "../../medusa-sql/stock-levels"
import { listStockItems } from "../stock/list-items"
import { namePlaces } from "../stock/names"

/** Rows that are read at once. */
const BATCH = 500

export type ExportedItem = StockItemRow & { location_name: string | null }

/** The stock of all items by location, in batches. */
export async function* exportStock(container: MedusaContainer): AsyncGenerator<ExportedItem[]> {
  for (let skip = 0; ; skip += BATCH) {
    const rows = await listStockItems(container, { take: BATCH, skip })
    const placeOf = await namePlaces(
      container,
      rows.map(({ location_id }) => ({ location_id })),
    )
    yield rows.map((row) => ({
      ...row,
      location_name: placeOf({ location_id: row.location_id }).location_name,
    }))
    if (rows.length < BATCH) {
      return
    }
  }
}
