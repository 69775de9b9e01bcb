import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"

/** A delivery window as staff write it. */
export type WindowData = {
  /** "HH:MM" on the shop's clock; a window ends on the day on which it starts. */
  start: string
  end: string
  /** 1 (Monday) to 7 (Sunday). */
  weekdays: number[]
  methods: "delivery" | "pickup" | "both"
  /** How many orders a day; 0 takes none. */
  capacity: number
  /** The last order is taken so many minutes before the start. */
  cut_off_minutes: number
  active: boolean
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const WEEK_IN_MINUTES = 7 * 24 * 60

const isWhole = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to

/** @throws invalid_window with a sentence that says what is wrong */
export function checkWindow(window: WindowData): WindowData {
  const problem = windowProblem(window)
  if (problem) {
    throw shopError("invalid_window", problem, MedusaError.Types.INVALID_DATA)
  }
  return { ...window, weekdays: [...new Set(window.weekdays)].sort() }
}

function windowProblem(window: WindowData): string | undefined {
  if (!TIME.test(window.start) || !TIME.test(window.end)) {
    return "A window starts and ends at a time such as 09:00."
  }
  if (window.start >= window.end) {
    return "A window must end after it starts, on the same day."
  }
  if (!window.weekdays.length || !window.weekdays.every((day) => isWhole(day, 1, 7))) {
    return "The weekdays are numbers from 1 (Monday) to 7 (Sunday)."
  }
  if (!isWhole(window.capacity, 0, 1000)) {
    return "The capacity is a whole number from 0 to 1000."
  }
  if (!isWhole(window.cut_off_minutes, 0, WEEK_IN_MINUTES)) {
    return `The cut-off is a whole number of minutes from 0 to ${WEEK_IN_MINUTES}.`
  }
  return undefined
}
