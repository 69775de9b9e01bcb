import type { MedusaContainer } from "@medusajs/framework/types"
import { ledgerOf } from "../stock/change-stock"
import { checkStockRole, type StockPerson } from "../stock/person"
import { KEEPERS } from "../stock/record-document"
import { countError } from "./count-of"

/**
 * Ends a count without a correction.
 *
 * @throws not_allowed, count_not_found, count_waiting, count_closed
 */
export async function cancelCount(
  container: MedusaContainer,
  person: StockPerson,
  id: string,
): Promise<void> {
  checkStockRole(person, KEEPERS)
  const refused = await ledgerOf(container).cancel(id)
  if (refused) {
    throw countError(refused.refusal)
  }
}
