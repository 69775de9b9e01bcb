import {
  addDays,
  dateAt,
  instantOf,
  isCalendarDate,
  timeAt,
  weekdayOf,
  type CalendarDate,
} from "./zoned-time"

export type DeliveryMethod = "delivery" | "pickup"

/** The fields of a delivery window that the slot rules read; see the model. */
export type SlotWindow = {
  id: string
  start: string
  end: string
  weekdays: (number | string)[]
  methods: DeliveryMethod | "both"
  capacity: number
  cut_off_minutes: number
  active: boolean
  /** See the model; absent for an ordinary window. */
  express_minutes?: number | null
}

export type SlotProblem = "full" | "cut_off" | "closed"

/** One window on one day, as the Store API and the bot show it. */
export type Slot = {
  /** At most 50 characters from A-Z, a-z, 0-9, "_", "." and "-". */
  id: string
  date: CalendarDate
  start: string
  end: string
  /** ISO 8601, UTC. */
  starts_at: string
  ends_at: string
  method: DeliveryMethod
  /** Whether this is an express delivery. Its `start` and `end` are the time promised to an order of this moment. */
  express: boolean
  capacity: number
  left: number
  available: boolean
  reason?: SlotProblem
}

/** The data that decides which slots are available at the time `now`. */
export type SlotState = {
  windows: SlotWindow[]
  /** Closed days, and ids of closed slots. */
  closed: ReadonlySet<string>
  /** Number of booked places by slot id. */
  taken: ReadonlyMap<string, number>
  now: Date
  timeZone: string
  /** The last day that a shopper or staff may choose; any day if absent. */
  lastDay?: CalendarDate
}

/** The state without express deliveries: their price belongs to an order from its beginning. */
export const withoutExpress = (state: SlotState): SlotState => ({
  ...state,
  windows: state.windows.filter((window) => !window.express_minutes),
})

export function slotId(date: CalendarDate, windowId: string): string {
  return `${date}.${windowId}`
}

/** The id of the slot that a delivery has chosen; null if it has none. */
export const chosenSlotId = ({
  date,
  window_id: windowId,
}: {
  date: CalendarDate | null
  window_id: string | null
}): string | null => (date && windowId ? slotId(date, windowId) : null)

/** Splits a slot id into its day and its window id. Returns undefined for malformed ids. */
export function parseSlotId(id: string): { date: CalendarDate; windowId: string } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})\.([A-Za-z0-9_-]{1,39})$/.exec(id)
  return match && isCalendarDate(match[1]) ? { date: match[1], windowId: match[2] } : undefined
}

/** Whether the window is active on that weekday for that delivery method. */
export function windowServes(window: SlotWindow, date: CalendarDate, method: DeliveryMethod): boolean {
  return (
    window.active &&
    window.weekdays.map(Number).includes(weekdayOf(date)) &&
    (window.methods === "both" || window.methods === method)
  )
}

/**
 * Describes one window on one day. If several reasons make the slot unavailable, "closed" precedes "cut_off",
 * and "cut_off" precedes "full".
 */
export function slotOf(
  window: SlotWindow,
  date: CalendarDate,
  method: DeliveryMethod,
  state: SlotState,
): Slot {
  const id = slotId(date, window.id)
  const { startsAt, endsAt, isLate } = hoursOf(window, date, state)
  const left = Math.max(0, window.capacity - (state.taken.get(id) ?? 0))
  const reason: SlotProblem | undefined =
    state.closed.has(date) || state.closed.has(id)
      ? "closed"
      : isLate
        ? "cut_off"
        : left === 0
          ? "full"
          : undefined
  return {
    id,
    date,
    start: window.express_minutes ? timeAt(startsAt, state.timeZone) : window.start,
    end: window.express_minutes ? timeAt(endsAt, state.timeZone) : window.end,
    starts_at: startsAt.toISOString(),
    ends_at: endsAt.toISOString(),
    method,
    express: Boolean(window.express_minutes),
    capacity: window.capacity,
    left,
    available: !reason,
    ...(reason ? { reason } : {}),
  }
}

const MINUTE = 60_000
/** Promised times are rounded up to this many minutes. */
const PROMISE_STEP = 5

type Hours = { startsAt: Date; endsAt: Date; isLate: boolean }

/** The hours of a window on a day, and whether it is too late, or too early, for an order at this moment. */
function hoursOf(window: SlotWindow, date: CalendarDate, { now, timeZone }: SlotState): Hours {
  const startsAt = instantOf(date, window.start, timeZone)
  const endsAt = instantOf(date, window.end, timeZone)
  if (!window.express_minutes) {
    return { startsAt, endsAt, isLate: now.getTime() > startsAt.getTime() - window.cut_off_minutes * MINUTE }
  }
  const step = PROMISE_STEP * MINUTE
  const promise = new Date(Math.ceil((now.getTime() + window.express_minutes * MINUTE) / step) * step)
  return { startsAt: promise, endsAt: promise, isLate: now < startsAt || promise > endsAt }
}

/** The times inside a slot that a shopper may choose, "HH:MM": each half hour from its start to its end. */
export function timesWithin({ start, end, express }: Pick<Slot, "start" | "end" | "express">): string[] {
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const first = Math.ceil(minutesOf(start) / 30) * 30
  const count = express ? 0 : Math.floor((minutesOf(end) - first) / 30) + 1
  const pad = (part: number) => String(part).padStart(2, "0")
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * 30).map(
    (minute) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`,
  )
}

/**
 * Lists slots in order of time. Past days are omitted. Slots of today that have started or passed their
 * cut-off are listed as unavailable. Express deliveries are listed on the present day only.
 *
 * @param from the first day; today if omitted or in the past
 * @param days number of days
 */
export function listSlots(
  method: DeliveryMethod,
  from: CalendarDate | undefined,
  days: number,
  state: SlotState,
): Slot[] {
  const today = dateAt(state.now, state.timeZone)
  const first = from && from > today ? from : today
  const dates = Array.from({ length: days }, (_, index) => addDays(first, index))
  return dates.flatMap((date) =>
    state.windows
      .filter((window) => windowServes(window, date, method) && (!window.express_minutes || date === today))
      .map((window) => slotOf(window, date, method, state))
      .sort((a, b) => a.starts_at.localeCompare(b.starts_at)),
  )
}
