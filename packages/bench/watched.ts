import { setTimeout as sleep } from "node:timers/promises"
import { percentile, type Figure } from "./figures"
import type { Stand } from "./stand"

/** Target for the longest delay of the event loop, in ms. */
const TARGET_DELAY_MS = 50
/** Pause between two requests of `/health`, in ms. */
const ASK_EVERY_MS = 20

/** What the shop's process did during an action. Times in ms, memory in bytes. */
type Probed = {
  /** Longest time in which the event loop handled nothing else. */
  mostMs: number
  p99Ms: number
  processorMs: number
  tookMs: number
  resident: number
}

export type Watched = Probed & { health: number[] }

/** Sends a message to the shop's probe. @returns its answer */
function ask({ shop }: Stand, message: string): Promise<Probed> {
  return new Promise((resolve) => {
    shop.process.once("message", (answer) => resolve(answer as Probed))
    shop.process.send(message)
  })
}

/** Runs `act`, asks `/health` every 20 ms meanwhile, and measures the delay of the shop's event loop. */
export async function watch(stand: Stand, act: () => Promise<void>): Promise<Watched> {
  const health: number[] = []
  const asked: Promise<void>[] = []
  let isDone = false
  const asking = (async () => {
    while (!isDone) {
      const began = performance.now()
      asked.push(
        fetch(`${stand.url}/health`)
          .then((response) => response.text())
          .then(() => void health.push(performance.now() - began)),
      )
      await sleep(ASK_EVERY_MS)
    }
  })()
  stand.shop.process.send("delay start")
  try {
    await act()
  } finally {
    isDone = true
    await asking
  }
  await Promise.all(asked)
  return { ...(await ask(stand, "delay")), health: health.sort((a, b) => a - b) }
}

const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)

/** A figure of a watched action. It is missed when the event loop stood for longer than the target. */
export function watchedFigure(
  about: Pick<Figure, "part" | "what" | "products">,
  watched: Watched,
  note = "",
): Figure {
  const { health, mostMs, p99Ms, processorMs, tookMs, resident } = watched
  return {
    ...about,
    shoppers: 0,
    rate: 1000 / tookMs,
    p50: percentile(health, 0.5),
    p95: percentile(health, 0.95),
    processor: processorMs,
    errors: 0,
    note: [
      `${(tookMs / 1000).toFixed(1)} s`,
      `event loop at most ${mostMs.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms`,
      `/health at most ${(health.at(-1) ?? 0).toFixed(0)} ms`,
      `resident ${mb(resident)} MB`,
      ...(note ? [note] : []),
    ].join("; "),
    missed:
      mostMs > TARGET_DELAY_MS
        ? `${about.what}: the event loop stood for ${mostMs.toFixed(0)} ms, target ${TARGET_DELAY_MS} ms`
        : undefined,
  }
}
