import type { MedusaContainer } from "@medusajs/framework/types"
import { ask } from "../../../lib/prepared"
import { TIME_ZONE } from "../../../lib/shop"
import {
  openNeeds,
  plannedItems,
  type OpenNeedRow,
  type PlannedItemRow,
} from "../../../medusa-sql/reorder-levels"
import { dayOfOrderSql } from "../../../modules/delivery/statements"
import { addDays, dateAt, instantOf, type CalendarDate } from "../../../modules/delivery/zoned-time"
import { isBouquet } from "../../../modules/showcase/statements"
import type { ReorderRecord, SoldItem } from "../../../modules/stock-ledger/types"
import { settingsOf } from "../../settings"
import { ledgerOf } from "../change-stock"
import {
  daysToCover,
  holidayOn,
  holidaysOf,
  planner,
  WEEKS,
  yearBefore,
  type ForecastBase,
  type Holiday,
  type ItemPlan,
  type SoldOn,
} from "./forecast"

const DAY_MS = 24 * 3_600_000

const OPEN_NEEDS = openNeeds(dayOfOrderSql)
const PLANNED_ITEMS = plannedItems(isBouquet)

/** An item with what to order of it, and why. */
export type PlannedItem = ItemPlan &
  Omit<ReorderRecord, "own_lead_days"> & { title: string | null; sku: string | null; has_settings: boolean }

const UNSET = {
  ...{ level: null, quantity: null, low_since: null, lead_days: 0 },
  ...{ supplier_id: null, supplier_name: null, supplier_phone: null },
}

const midnight = (day: CalendarDate) => instantOf(day, "00:00", TIME_ZONE)

/** The days of which the forecast needs the sales: the last weeks, today, and dates of the last year. */
function periodsOf(
  today: CalendarDate,
  holidays: Holiday[],
  longest: number,
): { begins: Date; ends: Date }[] {
  const dates = daysToCover(today, longest, 0).flatMap((day) => {
    const holiday = holidayOn(day, holidays)
    return holiday && "as_last_year" in holiday ? yearBefore(day) : []
  })
  const period = (first: CalendarDate, days: number) => ({
    begins: midnight(first),
    ends: midnight(addDays(first, days)),
  })
  // 29 and 28 February have the same date a year before.
  return [
    period(addDays(today, -7 * WEEKS), 7 * WEEKS + 1),
    ...[...new Set(dates)].map((day) => period(day, 1)),
  ]
}

/** What was sold of an item on a day. */
function soldOnOf(today: CalendarDate, days: SoldItem["days"] | undefined): SoldOn {
  const pieces = new Map(days)
  const base = Date.parse(today)
  return (day) => pieces.get(Math.round((Date.parse(day) - base) / DAY_MS)) ?? 0
}

/** The first day that began after the ledger did. */
function firstWholeDay(began: Date | undefined): CalendarDate | undefined {
  return began && addDays(dateAt(began, TIME_ZONE), 1)
}

function grouped(rows: OpenNeedRow[]): Map<string, Map<CalendarDate | null, number>> {
  const needs = new Map<string, Map<CalendarDate | null, number>>()
  for (const { inventory_item_id: item, day, pieces } of rows) {
    needs.set(item, (needs.get(item) ?? new Map()).set(day, Number(pieces)))
  }
  return needs
}

/**
 * Plans items by title: what is there, what open orders need, what will probably be sold, and what to order. The number of statements
 * does not depend on the number of items.
 *
 * @param items ids; without it all items
 */
export async function planItems(
  container: MedusaContainer,
  { items, now = new Date() }: { items?: string[]; now?: Date } = {},
): Promise<PlannedItem[]> {
  const ledger = ledgerOf(container)
  const { stockCoverDays: cover_days, stockHolidays } = settingsOf(container)
  const today = dateAt(now, TIME_ZONE)
  const holidays = holidaysOf(stockHolidays)
  const ids = items ?? null
  const [reorders, began, rows, open] = await Promise.all([
    ledger.listReorders(items),
    ledger.firstMovementAt(),
    ask<PlannedItemRow>(container, PLANNED_ITEMS, [ids]),
    ask<OpenNeedRow>(container, OPEN_NEEDS, [ids]),
  ])
  const longest = cover_days + Math.max(0, ...reorders.map(({ lead_days }) => lead_days))
  const periods = periodsOf(today, holidays, longest)
  const sold = await ledger.listSold({ items, periods, since: today, timeZone: TIME_ZONE })
  const base: ForecastBase = { today, since: firstWholeDay(began), holidays, cover_days }
  const plan = planner(base)
  const settings = new Map(reorders.map(({ own_lead_days: _own, ...one }) => [one.inventory_item_id, one]))
  const sales = new Map(sold.map(({ inventory_item_id, days }) => [inventory_item_id, days]))
  const needs = grouped(open)
  return rows.map(({ id, title, sku, stocked, reserved }) => {
    const known = settings.get(id)
    const set = known ?? { ...UNSET, inventory_item_id: id }
    const planned = plan({
      ...{ stocked: Number(stocked), reserved: Number(reserved) },
      ...{ open: needs.get(id) ?? new Map(), soldOn: soldOnOf(today, sales.get(id)) },
      ...{ lead_days: set.lead_days, level: set.level, quantity: set.quantity },
    })
    return { ...set, ...planned, title, sku, has_settings: known !== undefined }
  })
}
