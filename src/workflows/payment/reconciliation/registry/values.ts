import { instantOf, isCalendarDate } from "../../../../modules/delivery/zoned-time"
import { TIME_ZONE } from "../../../../lib/shop"

/** Parsers of a registry's cells. */

/** State of a payment in a registry. */
export type RegistryState = "in_progress" | "performed" | "canceled"

/**
 * Parses an amount into minor units: "120 000,00", "120000.00", "1,200,000" and "120 000 сум" are valid.
 *
 * @param inMinorUnits whether the cell is already in minor units
 * @returns undefined if the cell is not an amount
 */
export function amountIn(cell: string, inMinorUnits: boolean): number | undefined {
  const written = cell.replace(/[^\d.,-]/g, "").replace(/^[.,]+|[.,]+$/g, "")
  const decimal = /[.,](\d{1,2})$/.exec(written)
  const whole = (decimal ? written.slice(0, decimal.index) : written).replace(/[.,]/g, "")
  if (!/^-?\d{1,15}$/.test(whole)) {
    return undefined
  }
  const minorUnits = inMinorUnits ? Number(whole) : Number(whole + (decimal?.[1] ?? "").padEnd(2, "0"))
  return Number.isSafeInteger(minorUnits) ? minorUnits : undefined
}

const STATES: [RegistryState, RegExp][] = [
  ["performed", /^partial|частичн/],
  ["canceled", /refund|cancel|fail|revers|void|отмен|возвра|ошиб|не ?оплач|bekor|qaytar|^-\d+$|^50$/],
  ["performed", /paid|succe|perform|complete|captur|оплач|успе|провед|выполн|подтв|toʻlan|to'lan|^[24]$/],
  ["in_progress", /pend|creat|process|wait|requires|incomplete|созд|ожид|обраб|в процессе|kutil|^[01]$/],
]

/** @returns undefined for an unknown word */
export function stateIn(cell: string): RegistryState | undefined {
  const word = cell.trim().toLowerCase()
  return STATES.find(([, words]) => words.test(word))?.[0]
}

/** A time of day; seconds are ignored. */
const CLOCK = /^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/

/**
 * Parses an instant to the minute: "2026-11-21 14:05:33", "21.11.2026 14:05", "2026-11-21T14:05:33Z".
 *
 * @param time cell of a separate time column
 * @param inUtc whether the registry is in UTC; otherwise it is in the shop's time zone
 * @returns undefined if it is not a date
 */
export function momentIn(date: string, time: string, inUtc: boolean): Date | undefined {
  const written = `${date.trim()} ${time.trim()}`.trim()
  if (/\d(?:Z|[+-]\d{2}:?\d{2})$/.test(written) && !Number.isNaN(Date.parse(written))) {
    return new Date(written)
  }
  const [day, clock = ""] = written.split(/[\sT]+/)
  const [, dd, mm, yyyy] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(day) ?? []
  const iso = yyyy ? `${yyyy}-${mm.padStart(2, "0")}-${dd.padStart(2, "0")}` : day
  if (!isCalendarDate(iso)) {
    return undefined
  }
  const [, hours = "00", minutes = "00"] = CLOCK.exec(clock) ?? []
  return instantOf(iso, `${hours.padStart(2, "0")}:${minutes}`, inUtc ? "UTC" : TIME_ZONE)
}
