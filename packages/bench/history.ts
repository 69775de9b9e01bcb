import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Client } from "pg"
import { step } from "../../scripts/start/steps"
import type { Figure } from "./figures"
import { growShop, type GrownSize } from "./grown"
import type { Part } from "./parts"
import type { Stand } from "./stand"
import type { Timed } from "./time-work"

/** Open orders in each database, so that only the history differs. */
const OPEN = 300
/** Days of the database that reports are compared with: a report reads the payments of its period. */
const REPORTED_DAYS = 93
const YEAR = 365
/** The databases take turns, so that a load of the machine that changes does not favour one of them. */
const ROUNDS = 3
const MOST_RATIO = 1.5
/** Target for each job and list, in ms. */
const TARGET_MS = 100
/** A difference below this, in ms, is no slowdown: it is within the noise of a measurement. */
const FLOOR_MS = 20

/** Copies the database and fills it. @returns its address */
async function grownDatabase(stand: Stand, name: string, size: GrownSize): Promise<string> {
  const url = await stand.copy(`bench_history_${name}`)
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await step(`Adding ${size.orders} orders of ${size.days} days`, () => growShop(client, size))
  } finally {
    await client.end()
  }
  return url
}

/** Runs a script that times its work, in a process of its own on a database. @returns what the script measured */
export async function timed(stand: Stand, script: string, database: string): Promise<Timed> {
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-bench-"))
  const file = path.join(folder, "times.json")
  try {
    await stand.exec(script, [file], database)
    return JSON.parse(readFileSync(file, "utf8")) as Timed
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Times the work once more, and keeps the best of all rounds, which other programs on this machine disturbed least. */
async function timeAgain(stand: Stand, database: string, best: Timed): Promise<void> {
  for (const [what, time] of Object.entries(await timed(stand, "time-work", database))) {
    best[what] = best[what]?.median < time.median ? best[what] : time
  }
}

function figureOf(what: string, before: Timed[string], after: Timed[string], products: number): Figure {
  const ratio = after.median / before.median
  const isSlower = ratio > MOST_RATIO && after.median - before.median > FLOOR_MS
  const isLong = !what.startsWith("report") && after.median > TARGET_MS
  const about = `${before.median.toFixed(1)} ms without history, ratio ${ratio.toFixed(1)}`
  return {
    part: "history",
    what,
    products,
    shoppers: 0,
    rate: 1000 / after.median,
    p50: after.median,
    p95: after.most,
    errors: 0,
    note: isLong ? `${about}, above ${TARGET_MS} ms` : about,
    missed: isSlower ? `${what} takes ${after.median.toFixed(0)} ms with history: ${about}` : undefined,
  }
}

/**
 * Compares the times of each job, list, card, report and health check in a shop with a year of orders with those in a shop
 * that has only the open orders. Reports are compared with a shop that has only the orders of their period. It measures in a
 * process of its own while the shop is stopped.
 */
export const history: Part = {
  name: "history",
  products: [40],
  async run(stand, { history: orders }) {
    await stand.snapshot()
    const ofPeriod = Math.max(OPEN, Math.round((orders * REPORTED_DAYS) / YEAR))
    const shops = {
      fresh: await grownDatabase(stand, "fresh", { orders: OPEN, open: OPEN, days: 1 }),
      period: await grownDatabase(stand, "period", { orders: ofPeriod, open: OPEN, days: REPORTED_DAYS }),
      grown: await grownDatabase(stand, "grown", { orders, open: OPEN, days: YEAR }),
    }
    const times = { fresh: {} as Timed, period: {} as Timed, grown: {} as Timed }
    await step(`Timing jobs, lists, cards and reports in ${ROUNDS} rounds`, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const shop of ["fresh", "period", "grown"] as const) {
          await timeAgain(stand, shops[shop], times[shop])
        }
      }
    })
    return Object.entries(times.grown).map(([what, after]) => {
      const before = what.startsWith("report") ? times.period : times.fresh
      return figureOf(what, before[what], after, stand.products)
    })
  },
}
