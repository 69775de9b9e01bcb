import type { MedusaContainer } from "@medusajs/framework/types"
import type { BouquetRecord } from "../../modules/showcase/types"
import { checkStockRole, type StockPerson } from "../stock/person"
import { KEEPERS } from "../stock/record-document"
import { updateBouquet, withBouquet } from "./bouquets"
import { checkOffered } from "./end-bouquet"
import { checkPrice } from "./make-bouquet"
import { setPrice } from "./product"

/**
 * Gives a bouquet of the showcase another price.
 *
 * @throws not_allowed, invalid_price, bouquet_not_found, bouquet_sold, bouquet_ended
 */
export function changePrice(
  container: MedusaContainer,
  person: StockPerson,
  { id, price }: { id: string; price: number },
): Promise<BouquetRecord> {
  checkStockRole(person, KEEPERS)
  checkPrice(price)
  return withBouquet(container, id, async (bouquet) => {
    checkOffered(bouquet)
    return writePrice(container, await updateBouquet(container, { id, price, priced_at: null }))
  })
}

/** Writes the price of a row whose process died before it did so. */
export const continuePricing = (container: MedusaContainer, id: string): Promise<BouquetRecord> =>
  withBouquet(container, id, (bouquet) =>
    bouquet.priced_at || bouquet.status === "making"
      ? Promise.resolve(bouquet)
      : writePrice(container, bouquet),
  )

async function writePrice(container: MedusaContainer, bouquet: BouquetRecord): Promise<BouquetRecord> {
  await setPrice(container, bouquet)
  return updateBouquet(container, { id: bouquet.id, priced_at: new Date() })
}
