/** Maximum delay of background work while taps are in flight, in ms. */
const LONGEST_MS = 500

let inFlight = 0
let waiting = new Set<() => void>()

/**
 * Runs work that a user waits for, for example the handling of a tap. Meanwhile {@link tapsFirst} delays
 * background work.
 */
export async function asTap<Result>(act: () => Promise<Result>): Promise<Result> {
  inFlight++
  try {
    return await act()
  } finally {
    inFlight--
    if (inFlight === 0) {
      const ready = waiting
      waiting = new Set()
      ready.forEach((goOn) => goOn())
    }
  }
}

/**
 * Delays background work while this process handles taps, so that the work after an order does not slow down
 * the confirmation of the order.
 * If the process stops meanwhile, a sweep does the work, which is stored in the database.
 *
 * @param since time when the work became due; the delay ends at most 500 ms later
 */
export async function tapsFirst(since: Date = new Date()): Promise<void> {
  const left = since.getTime() + LONGEST_MS - Date.now()
  if (inFlight === 0 || left <= 0) {
    return
  }
  await new Promise<void>((resolve) => {
    const goOn = () => {
      clearTimeout(timer)
      waiting.delete(goOn)
      resolve()
    }
    const timer = setTimeout(goOn, left)
    waiting.add(goOn)
  })
}
