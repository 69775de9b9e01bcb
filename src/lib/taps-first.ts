/** What nobody waits for stands back so long at most, in ms. */
const LONGEST_MS = 500

let inFlight = 0
let waiting = new Set<() => void>()

/** Does what somebody waits for. While it lasts, {@link tapsFirst} holds others back. */
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
 * Stands back while this process does what somebody waits for: what follows an order would otherwise be done in the
 * very moments in which its shopper waits for the confirmation. Nothing is kept here that could be lost: what stands
 * back is in the database already, and is done again by a sweep.
 *
 * @param since when it could have been done: half a second after that it stands back no more
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
