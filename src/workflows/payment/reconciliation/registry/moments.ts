import { instantOf, isCalendarDate } from "../../../../modules/delivery/zoned-time"
import { withoutInvisible, withPlainDigits } from "../../../../lib/plain-text"

/** A time zone: an IANA name, or minutes east of UTC. */
export type Zone = string | number

/** Beginnings of the months' names in Russian, English and Uzbek, January first. */
const MONTHS = ["янв|jan|yan", "фев|feb|fev", "мар|mar", "апр|apr", "май|мая|may", "июн|jun|iyun"]
  .concat(["июл|jul|iyul", "авг|aug|avg", "сен|sep|sen", "окт|oct|okt", "ноя|nov|noy", "дек|dec|dek"])
  .map((beginnings) => new RegExp(`^(?:${beginnings})`))

/** A date at the beginning of a cell. In dates with slashes the month may come first. */
const SLASHED = /^(?<first>\d{1,2})\/(?<second>\d{1,2})\/(?<year>\d{4}|\d{2})(?!\d)/
const DATES = [
  /^(?<year>\d{4})[-./](?<month>\d{1,2})[-./](?<day>\d{1,2})(?!\d)/,
  /^(?<year>20\d{2})(?<month>\d{2})(?<day>\d{2})(?=$|[T ]|\d{6}$)/i,
  /^(?<day>\d{1,2})[-.](?<month>\d{1,2})[-.](?<year>\d{4}|\d{2})(?!\d)/,
  /^(?<day>\d{1,2})[- ]?(?<name>\p{L}{3,})\.?[-, ]*(?<year>\d{4}|\d{2})(?!\d)/u,
  /^(?<name>\p{L}{3,})\.? (?<day>\d{1,2}),? (?<year>\d{4})/u,
  /^(?<year>\d{4})[- ]?(?:yil|йил)\p{L}*,? (?<day>\d{1,2})[- ](?<name>\p{L}{3,})/iu,
]
/** Words between a date and a time. */
const BETWEEN = /^(?:[T,]|\s|(?:г|года|йил|yil|y|at|в|soat)(?!\p{L})\.?)+/iu
const CLOCK =
  /^(?<hours>\d{1,2})(?:[:.]?(?<minutes>\d{2}))(?:[:.]?\d{2}(?:[.,]\d+)?)?(?: ?(?<half>[ap])\.?m\.?)?$/i

/** Excel counts days from this day on. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
/** Excel's number of a day in the years 2000 to 2099, with the time as a fraction of the day. */
const EXCEL_MOMENT = /^(?<days>3[6-9]\d{3}|[4-6]\d{4}|7[0-2]\d{3})(?:[.,](?<fraction>\d+))?$/
const EXCEL_TIME = /^0?[.,](?<fraction>\d+)$/
/** Seconds or milliseconds since 1970, as the gateways' APIs send them. */
const UNIX_TIME = /^1\d{9}(?:\d{3})?$/

const two = (digits: string) => digits.padStart(2, "0")

/** Minutes of the day as "HH:MM". */
const clockOf = (minutes: number) => `${two(String(Math.floor(minutes / 60)))}:${two(String(minutes % 60))}`
const ofDay = (fraction: string) => Math.min(Math.round(Number(`0.${fraction}`) * 1440), 1439)

const cleaned = (cell: string) =>
  withPlainDigits(withoutInvisible(cell))
    .replace(/^=?"(.*)"$/, "$1")
    .replace(/^'/, "")
    .replace(/\s+/g, " ")
    .trim()

/** Finds a time zone in a header or at the end of a cell: "UTC", "(GMT+5)", "МСК", "+05:00", "Z". */
export function zoneIn(text: string): number | undefined {
  const found =
    /(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?/i.exec(text) ??
    /(?<=\d{2}:\d{2}.*)([+-])(\d{2}):?(\d{2})?$/.exec(text)
  if (found) {
    const [, sign, hours, minutes = "0"] = found
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  }
  if (/(?<!\p{L})(?:utc|gmt)(?!\p{L})|\dZ$/iu.test(text)) {
    return 0
  }
  return /(?<!\p{L})(?:msk|мск)(?!\p{L})/iu.test(text) ? 180 : undefined
}

/**
 * Whether the dates of a column have the month before the day, as in "11/21/2026". A column that does not show it
 * has the day first.
 */
export const isMonthFirst = (dates: string[]): boolean => isMonthFirstIn(new Set(dates.map(orderOf)))

/** What one date says about the order: undefined if it fits both orders. */
export type DateOrder = "month first" | "day first" | undefined

export function orderOf(date: string): DateOrder {
  const found = date.includes("/") ? SLASHED.exec(cleaned(date))?.groups : undefined
  if (Number(found?.first) > 12) {
    return "day first"
  }
  return Number(found?.second) > 12 ? "month first" : undefined
}

/** {@link isMonthFirst} from the orders of all dates. */
export const isMonthFirstIn = (orders: Set<DateOrder>): boolean =>
  orders.has("month first") && !orders.has("day first")

/** The calendar day at the beginning of the text, and the text after it. */
function dayOf(text: string, monthFirst: boolean): { day: string; rest: string } | undefined {
  const found = SLASHED.exec(text) ?? DATES.map((form) => form.exec(text)).find((match) => match !== null)
  if (!found?.groups) {
    return undefined
  }
  const { year, name, first, second } = found.groups
  const month = name ? String(MONTHS.findIndex((beginning) => beginning.test(name)) + 1) : found.groups.month
  const [date, number] = first ? (monthFirst ? [second, first] : [first, second]) : [found.groups.day, month]
  const day = `${year.length === 2 ? `20${year}` : year}-${two(number)}-${two(date)}`
  return isCalendarDate(day)
    ? { day, rest: text.slice(found[0].length).replace(BETWEEN, "").trim() }
    : undefined
}

/** "HH:MM" of a time of day; seconds are ignored. */
function timeOf(text: string): string | undefined {
  const fraction = EXCEL_TIME.exec(text)?.groups?.fraction
  if (text === "" || fraction) {
    return fraction ? clockOf(ofDay(fraction)) : "00:00"
  }
  const { hours, minutes, half } = CLOCK.exec(text)?.groups ?? {}
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hours)
  return hours && hour < 24 && Number(minutes) < 60 ? `${two(String(hour))}:${minutes}` : undefined
}

/**
 * Reads an instant to the minute, in the forms of banks, of gateways and of Excel: "21.11.2026 14:05",
 * "21.11.26", "2026-11-21T14:05:33Z", "21 ноября 2026 г.", "21-noyabr 2026", "Nov 21, 2026, 2:05 PM", "46347,587".
 *
 * @param time cell of a separate time column, or an empty text
 * @param zone the registry's time zone, for a cell that does not name one
 * @param monthFirst the order of dates with slashes, see {@link isMonthFirst}
 * @returns undefined if the cell is not a date and time
 */
export function momentIn(date: string, time: string, zone: Zone, monthFirst = false): Date | undefined {
  // Excel adds midnight to a date whose time is in its own column.
  const day = time ? cleaned(date).replace(/ 0?0:00(?::00)?$/, "") : date
  const text = cleaned(`${cleaned(day)} ${cleaned(time)}`).toLowerCase()
  if (UNIX_TIME.test(text)) {
    return new Date(Number(text) * (text.length === 10 ? 1000 : 1))
  }
  const [serial, serialTime = ""] = text.split(" ")
  const { days, fraction } = EXCEL_MOMENT.exec(serial)?.groups ?? {}
  const found = days
    ? { day: new Date(EXCEL_EPOCH + Number(days) * DAY_MS).toISOString().slice(0, 10), rest: serialTime }
    : dayOf(text.replace(/^\p{L}+,\s*/u, ""), monthFirst)
  const own = found && zoneIn(text)
  const clock =
    found &&
    (fraction && !found.rest
      ? clockOf(ofDay(fraction))
      : timeOf(found.rest.replace(/\s*(?:z|\(?(?:utc|gmt|msk|мск).*|[+-]\d{2}:?(?:\d{2})?)$/, "")))
  if (!found || !clock) {
    return undefined
  }
  const where = own ?? zone
  return typeof where === "string"
    ? instantOf(found.day, clock, where)
    : new Date(instantOf(found.day, clock, "UTC").getTime() - where * 60_000)
}
