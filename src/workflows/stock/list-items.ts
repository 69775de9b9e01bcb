import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../../lib/prepared"
import { stockItems, type StockItemRow } from "../../medusa-sql/stock-levels"
import { heldSql } from "../../modules/hold/statements"

const STATEMENT = stockItems(heldSql)

/** The ILIKE pattern of words that a text contains. */
export const containing = (words: string) => `%${words.replace(/[\\%_]/g, "\\$&")}%`

/** Lists the stock of items by location, by title: stocked, reserved, held, free, sold, received, and worth. */
export const listStockItems = (
  container: MedusaContainer,
  { ids, q, take, skip }: { ids?: string[]; q?: string; take: number; skip: number },
): Promise<StockItemRow[]> =>
  ask<StockItemRow>(container, STATEMENT, [ids ?? null, q ? containing(q) : null, take, skip])
