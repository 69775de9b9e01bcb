/** All times are shown in the shop's time zone, independent of the browser's. */
const TIME_ZONE = "Asia/Tashkent"

const show = (language: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, { timeZone: TIME_ZONE, ...options })

/** "21 Nov, 14:05" */
export function formatMoment(iso: string, language: string): string {
  return show(language, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(new Date(iso))
}

/** "Sat 21 Nov, 13:00–15:00"; "Sat 21 Nov, 14:35" for an exact or a promised time. */
export function formatSlot(startsAt: string, endsAt: string, language: string): string {
  const day = show(language, { weekday: "short", day: "numeric", month: "short" }).format(new Date(startsAt))
  const hour = show(language, { hour: "2-digit", minute: "2-digit", hour12: false })
  const [from, to] = [startsAt, endsAt].map((instant) => hour.format(new Date(instant)))
  return `${day}, ${from === to ? from : `${from}–${to}`}`
}

/** "21 Nov"; from a calendar day "YYYY-MM-DD" in the shop's time zone. */
export function formatDay(day: string, language: string): string {
  const noon = new Date(`${day}T12:00:00+05:00`)
  return show(language, { day: "numeric", month: "short" }).format(noon)
}

/** "20 Nov 2026 – 21 Nov 2026", or one date; from calendar days "YYYY-MM-DD" in the shop's time zone. */
export function formatDates(from: string, to: string, language: string): string {
  const date = (day: string) =>
    show(language, { day: "numeric", month: "short", year: "numeric" }).format(
      new Date(`${day}T12:00:00+05:00`),
    )
  return from === to ? date(from) : `${date(from)} – ${date(to)}`
}

/** Decimals of an amount in minor units. Soums have decimals only if there is a fraction. */
function digitsOf(minorUnits: number, currency: string): number {
  const { maximumFractionDigits: usual = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions()
  const least = currency.toUpperCase() === "UZS" ? 0 : usual
  return minorUnits % 100 === 0 ? least : Math.max(2, least)
}

/** "280 000 UZS", "27.50 USD"; from minor units. */
export function formatMoney(minorUnits: number, currency: string, language: string): string {
  const whole = Math.round(minorUnits)
  const digits = digitsOf(whole, currency)
  const amount = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(whole / 100)
  return `${amount}\u00a0${currency.toUpperCase()}`
}

/** The shop's currency, in which the stock is valued. */
const STOCK_CURRENCY = "uzs"

/** What flowers are worth; "–" when it is not known. From minor units. */
export const formatWorth = (minorUnits: number | null | undefined, language: string): string =>
  minorUnits == null ? "–" : formatMoney(minorUnits, STOCK_CURRENCY, language)

/** Minor units of an amount that a person types, such as "7 000" or "7000,50"; undefined for another text. */
export function minorUnitsOf(text: string): number | undefined {
  const plain = text.replace(/\s/g, "").replace(",", ".")
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined
}

/**
 * The instant at which a calendar day "YYYY-MM-DD" begins in the shop's time zone, some days later; undefined for another text:
 * a field for a date also takes years of six digits.
 */
export function beginOf(day: string, daysLater = 0): string | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(day)
    ? new Date(Date.parse(`${day}T00:00:00+05:00`) + daysLater * 86_400_000).toISOString()
    : undefined
}

/** "+5", "-3": a change of a quantity. */
export const formatChange = (quantity: number, language: string): string =>
  new Intl.NumberFormat(language, { signDisplay: "always" }).format(quantity)

/** The current date in the shop's time zone, "YYYY-MM-DD". */
export function today(): string {
  return show("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date())
}

/** Link to a map, by coordinates or else by address. */
export function mapLink(place: {
  address: string | null
  latitude: number | null
  longitude: number | null
}): string | undefined {
  const { address, latitude, longitude } = place
  const query = latitude !== null && longitude !== null ? `${latitude},${longitude}` : address
  return query ? `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(query)}` : undefined
}

/** A Monday. */
const MONDAY = "2026-11-30"

/** "Mon 3 · Tue 4.5 · …": a number for each day of the week, Monday first. */
export function formatWeekdays(numbers: number[], language: string): string {
  const name = show(language, { weekday: "short" })
  const monday = Date.parse(`${MONDAY}T12:00:00+05:00`)
  return numbers
    .map((number, index) => `${name.format(new Date(monday + index * 86_400_000))} ${number}`)
    .join(" · ")
}
