/** The arithmetic of the shopping list, without database access. Days are "YYYY-MM-DD" in the shop's time zone. */

import { addDays, weekdayOf, type CalendarDate } from "../../../modules/delivery/zoned-time"

/** Weeks whose sales are the base of the forecast. */
export const WEEKS = 4

/** Pieces of a calculation may differ from whole numbers by less than this. */
const TINY = 1e-6

/** A day that sells more or less than others. `date`: "MM-DD", or "YYYY-MM-DD". */
export type Holiday = { date: string; factor: number } | { date: string; as_last_year: true }

/** Reads the option `stockHolidays`, which is validated at the start. */
export const holidaysOf = (option: string[]): Holiday[] =>
  option.map((text) => {
    const [date, value] = text.split("=")
    return value === "last-year" ? { date, as_last_year: true } : { date, factor: Number(value) }
  })

/** The holiday on a day. One with a year comes before one of each year. */
export const holidayOn = (day: CalendarDate, holidays: Holiday[]): Holiday | undefined =>
  holidays.find(({ date }) => date === day) ?? holidays.find(({ date }) => date === day.slice(5))

/** The same date a year before; 28 February for 29 February. */
export function yearBefore(day: CalendarDate): CalendarDate {
  const date = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return date.endsWith("-02-29") ? date.replace("-29", "-28") : date
}

/** The days that an order made today must last for: today, until the lead time and the days to cover have passed. */
export const daysToCover = (today: CalendarDate, leadDays: number, coverDays: number): CalendarDate[] =>
  Array.from({ length: leadDays + coverDays }, (_, index) => addDays(today, index))

/** What is known of the shop for all items. */
export type ForecastBase = {
  today: CalendarDate
  /** The first day whose sales the ledger has as a whole; undefined without one. */
  since: CalendarDate | undefined
  holidays: Holiday[]
  /** Days after the lead time that an order must last for. */
  cover_days: number
}

/** The pieces of an item that were sold on a day, without what came back. */
export type SoldOn = (day: CalendarDate) => number

export type PlanInput = {
  /** Pieces at all locations. */
  stocked: number
  reserved: number
  /** Pieces that open orders have reserved, by day. Orders without a day, and of days that have passed, are due today. */
  open: ReadonlyMap<CalendarDate | null, number>
  soldOn: SoldOn
  lead_days: number
  /** The item is low when its free pieces fall to this number or below. */
  level: number | null
  /** The smallest quantity that is ordered. */
  quantity: number | null
}

/** Why a quantity of an item is proposed. */
export type ItemPlan = {
  /** The mean of what was sold on each weekday, Monday first. */
  sold_by_weekday: number[]
  /** The last day that the order must last for. */
  until: CalendarDate
  /** What will probably be sold until then. */
  forecast: number
  /** What open orders need until then. */
  open_orders: number
  /** Of each day the larger one of the two, because an order of a day is one of its sales. */
  need: number
  /** The stock that orders of later days keep. */
  kept_for_later: number
  stocked: number
  reserved: number
  /** `stocked` without `reserved`. */
  free: number
  is_low: boolean
  /** What to order. */
  proposed: number
}

/**
 * The days of the last weeks with a weekday: without holidays, if there are other days, and without days before the ledger. Today is not
 * over and does not count.
 */
function daysBefore({ today, since, holidays }: ForecastBase, weekday: number): CalendarDate[] {
  const days = Array.from({ length: WEEKS * 7 }, (_, index) => addDays(today, -1 - index)).filter(
    (day) => weekdayOf(day) === weekday && since !== undefined && day >= since,
  )
  const usual = days.filter((day) => !holidayOn(day, holidays))
  return usual.length ? usual : days
}

/** How the sales of a day follow from the mean of its weekday. */
type DayRule = { day: CalendarDate; weekday: number; factor: number; as_on?: CalendarDate }

function ruleOf({ since, holidays }: ForecastBase, day: CalendarDate): DayRule {
  const holiday = holidayOn(day, holidays)
  const before = yearBefore(day)
  // Without a ledger of that day, the day is an ordinary one.
  const as_on = holiday && "as_last_year" in holiday && since && before >= since ? before : undefined
  return { day, weekday: weekdayOf(day), factor: holiday && "factor" in holiday ? holiday.factor : 1, as_on }
}

const sumOf = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
const rounded = (pieces: number) => Number(pieces.toFixed(2))

/** The pieces that open orders need on each of some days, and after them. */
function openBy(today: CalendarDate, days: CalendarDate[], open: PlanInput["open"]) {
  const onDay = days.map(() => 0)
  let later = 0
  for (const [day, pieces] of open) {
    const index = day === null || day < today ? 0 : days.indexOf(day)
    if (index < 0) {
      later += pieces
    } else {
      onDay[index] += pieces
    }
  }
  return { onDay, later }
}

/**
 * Plans items: the pieces that their need until the end of the period takes beyond the stock, at least the reorder quantity. A low item
 * is always ordered: without a reorder quantity, as many pieces as bring it above its level.
 *
 * @returns a function that plans an item
 */
export function planner(base: ForecastBase): (input: PlanInput) => ItemPlan {
  const { today, cover_days } = base
  const past = [1, 2, 3, 4, 5, 6, 7].map((weekday) => daysBefore(base, weekday))
  const rules = new Map<number, DayRule[]>()
  const rulesOf = (leadDays: number): DayRule[] => {
    const known =
      rules.get(leadDays) ?? daysToCover(today, leadDays, cover_days).map((day) => ruleOf(base, day))
    rules.set(leadDays, known)
    return known
  }
  return ({ stocked, reserved, open, soldOn, lead_days, level, quantity }) => {
    const means = past.map((days) => (days.length ? Math.max(0, sumOf(days.map(soldOn)) / days.length) : 0))
    const days = rulesOf(lead_days)
    const forecasts = days.map(({ day, weekday, factor, as_on }) => {
      const whole = as_on ? Math.max(0, soldOn(as_on)) : means[weekday - 1] * factor
      return day === today ? Math.max(0, whole - Math.max(0, soldOn(today))) : whole
    })
    const { onDay, later } = openBy(
      today,
      days.map(({ day }) => day),
      open,
    )
    const openOrders = sumOf(onDay)
    const need = sumOf(forecasts.map((forecast, index) => Math.max(forecast, onDay[index])))
    const free = stocked - reserved
    // What orders of later days lack is ordered when their day comes into the period.
    const kept = Math.min(later, Math.max(0, stocked - openOrders))
    const missing = Math.ceil(need - (stocked - kept) - TINY)
    const isLow = level !== null && free <= level
    const least = quantity ?? (isLow ? level + 1 - Math.floor(free) : 0)
    return {
      sold_by_weekday: means.map(rounded),
      until: days[days.length - 1].day,
      forecast: rounded(sumOf(forecasts)),
      open_orders: openOrders,
      need: rounded(need),
      kept_for_later: kept,
      stocked,
      reserved,
      free,
      is_low: isLow,
      proposed: missing > 0 || isLow ? Math.max(missing, least) : 0,
    }
  }
}
