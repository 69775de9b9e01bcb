/** Maximum delay of background work while taps are in flight, in ms. */
const LONGEST_MS = 500

let inFlight = 0
let waiting = new Set<() => void>()

/** Runs work that a person waits for. Meanwhile {@link tapsFirst} delays background work. */
export async function forSomebody<Result>(act: () => Promise<Result>): Promise<Result> {
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
 * Delays background work while this process handles taps. Otherwise the work after an order would compete
 * with the order's own confirmation. Nothing is lost when the process dies: the database has the work, and a
 * sweep repeats it.
 *
 * @param since when the work became due; the delay ends half a second later
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
