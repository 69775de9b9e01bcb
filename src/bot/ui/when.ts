import { TIME_ZONE, type Language } from "../../lib/shop"
import { dateAt } from "../../modules/delivery/zoned-time"
import type { Translate } from "./texts"

export { addDays as plusDays, isCalendarDate as isDay } from "../../modules/delivery/zoned-time"

/** Days and hours as the shop's people say them, on the shop's clock. */

const DAY = 24 * 60 * 60 * 1000
const INTL: Record<Language, string> = { ru: "ru-RU", uz: "uz-Latn-UZ" }

const clock = new Intl.DateTimeFormat("ru-RU", { timeZone: TIME_ZONE, hour: "2-digit", minute: "2-digit" })

/** An hour of the shop's clock: "14:35". */
export function timeOf(instant: Date | string): string {
  return clock.format(new Date(instant))
}

/** The shop's calendar day, "YYYY-MM-DD", at an instant. */
export function dayOf(instant: Date | string = new Date()): string {
  return dateAt(new Date(instant), TIME_ZONE)
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

/** How a day is said, for each language; made once, for making a formatter costs 75 µs and 35 KB outside of the heap. */
function wording(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const inLanguage = (language: Language) =>
    new Intl.DateTimeFormat(INTL[language], { ...options, timeZone: "UTC" })
  return { ru: inLanguage("ru"), uz: inLanguage("uz") }
}

const dayAndMonth = wording({ day: "numeric", month: "long" })
const weekdayAndDay = wording({ weekday: "long", day: "numeric", month: "long" })
const weekday = wording({ weekday: "short" })

function format(t: Translate, day: string, words: Record<Language, Intl.DateTimeFormat>): string {
  return words[t.language].format(new Date(`${day}T12:00:00Z`))
}

/** "сегодня", "завтра", else nothing. */
function nearName(t: Translate, day: string): string | undefined {
  const ahead = daysBetween(dayOf(), day)
  return ahead === 0 ? t.plain("checkout.today") : ahead === 1 ? t.plain("checkout.tomorrow") : undefined
}

/** A day in full: "сегодня, 25 ноября", "среда, 25 ноября". */
export function dayInFull(t: Translate, day: string): string {
  const near = nearName(t, day)
  return near ? `${near}, ${format(t, day, dayAndMonth)}` : format(t, day, weekdayAndDay)
}

/** A day on a button: "Сегодня", "Ср 25". */
export function dayInShort(t: Translate, day: string): string {
  const text = nearName(t, day) ?? `${format(t, day, weekday)} ${Number(day.slice(8))}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** When the flowers come: "завтра, 26 ноября, 13:00–15:00". */
export function slotInFull(
  t: Translate,
  slot: { date: string; starts_at: Date | string; ends_at: Date | string },
): string {
  const hours = [slot.starts_at, slot.ends_at].map((instant) => clock.format(new Date(instant)))
  return `${dayInFull(t, slot.date)}, ${hours.join("–")}`
}

/** A moment of the past: "25 ноября, 14:30". */
export function momentInFull(t: Translate, instant: Date | string): string {
  const day = format(t, dayOf(instant), dayAndMonth)
  return `${day}, ${clock.format(new Date(instant))}`
}
