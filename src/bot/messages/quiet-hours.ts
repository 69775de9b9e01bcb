import { TIME_ZONE } from "../../lib/shop"
import { addDays, dateAt, instantOf } from "../../modules/delivery/zoned-time"

/** A period without alarms and reminders to staff: from its beginning to the opening of the shop. */
type Night = { from: Date; until: Date }

const DAY = 24 * 60 * 60 * 1000

/** Nights that are subtracted one by one. Longer times are not shortened. */
const MOST_NIGHTS = 3

function nightOf(day: string, hours: string): Night | undefined {
  const [, begins, ends] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(hours) ?? []
  if (!begins || begins === ends) {
    return undefined
  }
  return {
    from: instantOf(day, begins, TIME_ZONE),
    until: instantOf(begins < ends ? day : addDays(day, 1), ends, TIME_ZONE),
  }
}

/** The nights that begin from the day before `from` to the day of `to`. */
function nightsIn(from: Date, to: Date, hours: string): Night[] {
  const last = dateAt(to, TIME_ZONE)
  const nights: Night[] = []
  for (let day = addDays(dateAt(from, TIME_ZONE), -1); day <= last; day = addDays(day, 1)) {
    nights.push(...[nightOf(day, hours)].filter((night) => night !== undefined))
  }
  return nights
}

/**
 * The last night that has begun.
 *
 * @param hours the setting, see `quietHours`
 * @returns undefined without quiet hours
 */
export function lastNight(now: Date, hours: string): Night | undefined {
  return nightsIn(new Date(now.getTime() - DAY), now, hours).findLast(({ from }) => from <= now)
}

/** Whether staff get no alarms and reminders now. */
export function isQuiet(now: Date, hours: string): boolean {
  const night = lastNight(now, hours)
  return night !== undefined && now < night.until
}

/** The time itself, or the opening after it when it is in the night. */
export function afterQuiet(instant: Date, hours: string): Date {
  const night = lastNight(instant, hours)
  return night && instant < night.until ? night.until : instant
}

/** The time from one instant to another without the nights between them, in ms. */
export function awakeTime(from: Date, to: Date, hours: string): number {
  const all = to.getTime() - from.getTime()
  if (all <= 0 || all > MOST_NIGHTS * DAY) {
    return all
  }
  return nightsIn(from, to, hours).reduce((left, night) => {
    const begins = Math.max(from.getTime(), night.from.getTime())
    const ends = Math.min(to.getTime(), night.until.getTime())
    return left - Math.max(0, ends - begins)
  }, all)
}
