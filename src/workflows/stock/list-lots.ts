import type { MedusaContainer } from "@medusajs/framework/types"
import type { LotRecord, WiltingLot } from "../../modules/stock-ledger/types"
import { ledgerOf } from "./change-stock"
import { namePlaces, type NamedPlace } from "./names"

/** Lists the lots of an item with the names of their item and location. */
export async function listLots(
  container: MedusaContainer,
  input: { inventory_item_id: string; all: boolean; take: number; skip: number },
): Promise<(LotRecord & NamedPlace)[]> {
  return named(container, await ledgerOf(container).listLots(input))
}

/** Lists the lots that are no longer fresh on a day. @param day YYYY-MM-DD */
export async function listWilting(
  container: MedusaContainer,
  { day, take }: { day: string; take: number },
): Promise<(WiltingLot & NamedPlace)[]> {
  return named(container, await ledgerOf(container).listWilting(day, take))
}

async function named<Lot extends WiltingLot>(
  container: MedusaContainer,
  lots: Lot[],
): Promise<(Lot & NamedPlace)[]> {
  const placeOf = await namePlaces(container, lots)
  return lots.map((lot) => ({ ...lot, ...placeOf(lot) }))
}
