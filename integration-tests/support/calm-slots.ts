/** The shop's windows begin every two hours (see src/modules/delivery/default-windows.ts), in Uzbekistan. */
const STARTS = [9, 11, 13, 15, 17, 19]
const MINUTES_AHEAD_OF_UTC = 5 * 60
const DAY = 24 * 60

/** Minutes until an order is the next time too late for a window. */
function minutesLeft(now: Date, cutOff: number): number {
  const minute = (now.getUTCHours() * 60 + now.getUTCMinutes() + MINUTES_AHEAD_OF_UTC) % DAY
  return Math.min(...STARTS.map((hour) => (hour * 60 - cutOff - minute + DAY) % DAY))
}

/**
 * How long before its start a window is to be closed for orders, in minutes, so that this happens to none within the
 * next hour: whoever taps the first hours that are offered is not too late for them half a minute later.
 */
export function calmCutOff(now = new Date()): number {
  return minutesLeft(now, 90) >= 60 ? 90 : 30
}
