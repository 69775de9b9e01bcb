import type { MedusaContainer } from "@medusajs/framework/types"
import { TIME_ZONE } from "../../lib/shop"
import { addDays, dateAt, instantOf } from "../../modules/delivery/zoned-time"
import type { DayOfItem } from "../../modules/stock-ledger/types"
import { ledgerOf } from "./change-stock"
import { listStockItems } from "./list-items"

/** A day of an item, in pieces. */
export type ItemDay = Omit<DayOfItem, "change"> & {
  /** Changes for other reasons: corrections, regradings, bouquets of the showcase. Negative for a decrease. */
  other: number
  /** In stock at the end of the day, at all locations. */
  stock: number
}

/** Locations whose stock is added up. */
const LOCATIONS = 100

/**
 * Reads the stock of an item at the end of each of the last days, and what changed it. The stock is counted back from now, so
 * that only the movements of these days are read.
 *
 * @param input `days`: how many, today included; in the shop's time zone
 * @returns the oldest day first
 */
export async function readItemHistory(
  container: MedusaContainer,
  { id, days }: { id: string; days: number },
  now = new Date(),
): Promise<ItemDay[]> {
  const today = dateAt(now, TIME_ZONE)
  const since = instantOf(addDays(today, 1 - days), "00:00", TIME_ZONE)
  const [changed, levels] = await Promise.all([
    ledgerOf(container).daysOf(id, { since, timeZone: TIME_ZONE }),
    listStockItems(container, { ids: [id], take: LOCATIONS, skip: 0 }),
  ])
  const stocked = levels.reduce((sum, row) => sum + Number(row.stocked), 0)
  return daysBack(changed, { today, days, stocked })
}

/** Completes the days, and counts their stock back from today's. Quantities have three decimals at most. */
export function daysBack(
  changed: DayOfItem[],
  { today, days, stocked }: { today: string; days: number; stocked: number },
): ItemDay[] {
  const exact = (pieces: number) => Math.round(pieces * 1000) / 1000
  const byDay = new Map(changed.map((one) => [one.day, one]))
  let stock = stocked
  const back: ItemDay[] = []
  for (let ago = 0; ago < days; ago += 1) {
    const day = addDays(today, -ago)
    const { change = 0, received = 0, sold = 0, lost = 0 } = byDay.get(day) ?? {}
    back.push({
      day,
      received,
      sold,
      lost,
      other: exact(change - received + sold + lost),
      stock: exact(stock),
    })
    stock -= change
  }
  return back.reverse()
}
