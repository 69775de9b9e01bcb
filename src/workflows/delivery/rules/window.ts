import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"

/** A delivery window as staff enter it. */
export type WindowData = {
  /** "HH:MM" in the shop's time zone. A window ends on the day on which it starts. */
  start: string
  end: string
  /** 1 (Monday) to 7 (Sunday). */
  weekdays: number[]
  methods: "delivery" | "pickup" | "both"
  /** Maximum number of orders per day; 0 allows none. */
  capacity: number
  /** Minutes before the start after which no order is accepted. */
  cut_off_minutes: number
  active: boolean
  /** An express window promises a delivery within this many minutes; null for an ordinary window. */
  express_minutes: number | null
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const WEEK_IN_MINUTES = 7 * 24 * 60

const MOST_EXPRESS_MINUTES = 12 * 60

const isWhole = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to

/**
 * Validates a window, and sorts its weekdays.
 *
 * @throws invalid_window with a sentence for the user
 */
export function checkWindow(window: WindowData): WindowData {
  const problem = windowProblem(window)
  if (problem) {
    throw shopError("invalid_window", problem, MedusaError.Types.INVALID_DATA)
  }
  return { ...window, weekdays: [...new Set(window.weekdays)].sort() }
}

function windowProblem(window: WindowData): string | undefined {
  if (!TIME.test(window.start) || !TIME.test(window.end)) {
    return "The start and the end must be times such as 09:00."
  }
  if (window.start >= window.end) {
    return "The window must end after its start, on the same day."
  }
  if (!window.weekdays.length || !window.weekdays.every((day) => isWhole(day, 1, 7))) {
    return "The weekdays must be numbers from 1 (Monday) to 7 (Sunday)."
  }
  if (!isWhole(window.capacity, 0, 1000)) {
    return "The capacity must be a whole number from 0 to 1000."
  }
  if (!isWhole(window.cut_off_minutes, 0, WEEK_IN_MINUTES)) {
    return `The cut-off must be a whole number of minutes from 0 to ${WEEK_IN_MINUTES}.`
  }
  return window.express_minutes === null ? undefined : expressProblem(window, window.express_minutes)
}

function expressProblem({ methods }: WindowData, minutes: number): string | undefined {
  if (!isWhole(minutes, 15, MOST_EXPRESS_MINUTES)) {
    return `The minutes of an express window must be a whole number from 15 to ${MOST_EXPRESS_MINUTES}.`
  }
  return methods === "delivery" ? undefined : "An express window must be for deliveries only."
}
