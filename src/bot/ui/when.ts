import { TIME_ZONE, type Language } from "../../lib/shop"
import { dateAt } from "../../modules/delivery/zoned-time"
import type { Translate } from "./texts"

export { addDays as plusDays, isCalendarDate as isDay, weekdayOf } from "../../modules/delivery/zoned-time"

/** Formats days and times in the shop's time zone. */

const DAY = 24 * 60 * 60 * 1000
const INTL: Record<Language, string> = { ru: "ru-RU", uz: "uz-Latn-UZ" }

const clock = new Intl.DateTimeFormat("ru-RU", { timeZone: TIME_ZONE, hour: "2-digit", minute: "2-digit" })

/** Time in the shop's time zone: "14:35". */
export function timeOf(instant: Date | string): string {
  return clock.format(new Date(instant))
}

/** The calendar day in the shop's time zone at an instant, "YYYY-MM-DD". */
export function dayOf(instant: Date | string = new Date()): string {
  return dateAt(new Date(instant), TIME_ZONE)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

/** Date formatters for each language. They are created once, because creating one takes 75 µs and 35 KB. */
function wording(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const inLanguage = (language: Language) =>
    new Intl.DateTimeFormat(INTL[language], { ...options, timeZone: "UTC" })
  return { ru: inLanguage("ru"), uz: inLanguage("uz") }
}

const dayAndMonth = wording({ day: "numeric", month: "long" })
const weekdayAndDay = wording({ weekday: "long", day: "numeric", month: "long" })
const weekday = wording({ weekday: "short" })
const month = wording({ month: "long" })

function format(t: Translate, day: string, words: Record<Language, Intl.DateTimeFormat>): string {
  return words[t.language].format(new Date(`${day}T12:00:00Z`))
}

/** Day and month: "25 ноября". */
export const dayAndMonthOf = (t: Translate, day: string): string => format(t, day, dayAndMonth)

/** "сегодня" or "завтра"; undefined for other days. */
function nearName(t: Translate, day: string): string | undefined {
  const ahead = daysBetween(dayOf(), day)
  return ahead === 0 ? t.plain("checkout.today") : ahead === 1 ? t.plain("checkout.tomorrow") : undefined
}

/** Long form of a day: "сегодня, 25 ноября", "среда, 25 ноября". */
export function dayInFull(t: Translate, day: string): string {
  const near = nearName(t, day)
  return near ? `${near}, ${format(t, day, dayAndMonth)}` : format(t, day, weekdayAndDay)
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Short form of a day for a button: "Сегодня", "Ср 25". */
export function dayInShort(t: Translate, day: string): string {
  return capitalized(nearName(t, day) ?? `${format(t, day, weekday)} ${Number(day.slice(8))}`)
}

/** Name of a month: "Март". @param yearAndMonth "YYYY-MM" */
export function monthName(t: Translate, yearAndMonth: string): string {
  return capitalized(format(t, `${yearAndMonth}-01`, month))
}

type ShownSlot = {
  starts_at: Date | string
  ends_at: Date | string
  express?: boolean
  /** "HH:MM"; see the model of a delivery. */
  exact_time?: string | null
}

/** Hours of a delivery: "13:00–15:00", "к 14:30" for an exact time, "⚡ к 14:35" for an express delivery. */
function hoursOf(t: Translate, { starts_at, ends_at, express, exact_time }: ShownSlot): string {
  const [from, to] = [starts_at, ends_at].map(timeOf)
  const time = exact_time ?? (from === to ? from : undefined)
  const hours = time ? t.plain("checkout.by_time", { time }) : `${from}–${to}`
  return express ? `⚡ ${hours}` : hours
}

/** Day and hours of a delivery slot: "завтра, 26 ноября, 13:00–15:00". */
export function slotInFull(t: Translate, slot: ShownSlot & { date: string }): string {
  return `${dayInFull(t, slot.date)}, ${hoursOf(t, slot)}`
}

/** Date and hours of a delivery slot for texts that are read on later days too: "26 ноября, 13:00–15:00". */
export function slotByDate(t: Translate, slot: ShownSlot): string {
  return `${format(t, dayOf(slot.starts_at), dayAndMonth)}, ${hoursOf(t, slot)}`
}

/** Day and time of a past instant: "25 ноября, 14:30". */
export function momentInFull(t: Translate, instant: Date | string): string {
  const day = format(t, dayOf(instant), dayAndMonth)
  return `${day}, ${clock.format(new Date(instant))}`
}

/** A length of time in words: "40 мин", "2 ч 5 мин", "3 дн". @param ms rounded down to minutes */
export function durationText(t: Translate, ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60)]
  if (days >= 2) {
    return t.plain("common.days", { days })
  }
  return hours
    ? t.plain("common.hours_minutes", { hours, minutes: minutes % 60 })
    : t.plain("common.minutes", { minutes })
}
