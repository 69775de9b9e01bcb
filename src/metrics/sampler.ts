import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { withinTime } from "../lib/within-time"
import { lifecycle } from "../modules/core/lifecycle"

/** The result of the last reading. It has no value when the reading failed or took too long. */
export type Sample<Value> = { value: Value } | { error: Error }

const timers = new Set<NodeJS.Timeout>()
let isStopped = false

lifecycle.register({
  async start() {
    isStopped = false
  },
  async stop() {
    isStopped = true
    timers.forEach((timer) => clearTimeout(timer))
    timers.clear()
  },
})

/**
 * Reads a value again and again in the background, so that those who ask for it never wait for the database. The first
 * question begins the readings and waits for the first one. There is one series of readings for each database connection.
 *
 * @param everyMs pause between two readings
 * @param withinMs time limit of a reading
 */
export function sampled<Value>(
  read: (container: MedusaContainer) => Promise<Value>,
  { everyMs, withinMs }: { everyMs: number; withinMs: number },
): (container: MedusaContainer) => Promise<Sample<Value>> {
  const samples = new WeakMap<object, Promise<Sample<Value>>>()
  return (container) => {
    const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const known = samples.get(connection)
    if (known) {
      return known
    }
    const sample = () =>
      withinTime(withinMs, read(container)).then(
        (value): Sample<Value> => ({ value }),
        (error: Error): Sample<Value> => ({ error }),
      )
    const plan = () => {
      if (isStopped) {
        return
      }
      const timer = setTimeout(() => {
        timers.delete(timer)
        void sample().then((result) => {
          samples.set(connection, Promise.resolve(result))
          plan()
        })
      }, everyMs).unref()
      timers.add(timer)
    }
    const first = sample()
    samples.set(connection, first)
    void first.then(plan)
    return first
  }
}
