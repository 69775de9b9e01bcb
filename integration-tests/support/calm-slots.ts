/**
 * Start hours of the default delivery windows in Uzbekistan (see src/modules/delivery/default-windows.ts).
 */
const STARTS = [9, 11, 13, 15, 17, 19]
const MINUTES_AHEAD_OF_UTC = 5 * 60
const DAY = 24 * 60

/**
 * Returns the minutes until the next window closes for orders.
 *
 * @param cutOff minutes before the start of a window at which it closes
 */
function minutesLeft(now: Date, cutOff: number): number {
  const minute = (now.getUTCHours() * 60 + now.getUTCMinutes() + MINUTES_AHEAD_OF_UTC) % DAY
  return Math.min(...STARTS.map((hour) => (hour * 60 - cutOff - minute + DAY) % DAY))
}

/**
 * Returns a cut-off, in minutes before a window's start, at which no window closes for orders within the next
 * hour. Otherwise a slot that a test has seen could close before the test's tap.
 */
export function calmCutOff(now = new Date()): number {
  return minutesLeft(now, 90) >= 60 ? 90 : 30
}
