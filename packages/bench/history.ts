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
const MOST_RATIO = 1.5
/** Target for each job and list, in ms. */
const TARGET_MS = 100
/** A difference below this, in ms, is no slowdown: it is within the noise of a measurement. */
const FLOOR_MS = 20

async function timesWith(stand: Stand, size: GrownSize): Promise<Timed> {
  await stand.restore("no shop")
  const client = new Client({ connectionString: stand.databaseUrl })
  await client.connect()
  try {
    await step(`Adding ${size.orders} orders of ${size.days} days`, () => growShop(client, size))
  } finally {
    await client.end()
  }
  const folder = mkdtempSync(path.join(tmpdir(), "guldasta-bench-"))
  const file = path.join(folder, "times.json")
  try {
    await step("Timing jobs, lists, cards and reports", () => stand.exec("time-work", [file]))
    return JSON.parse(readFileSync(file, "utf8")) as Timed
  } finally {
    rmSync(folder, { recursive: true })
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
    const fresh = await timesWith(stand, { orders: OPEN, open: OPEN, days: 1 })
    const period = await timesWith(stand, {
      orders: Math.max(OPEN, Math.round((orders * REPORTED_DAYS) / YEAR)),
      open: OPEN,
      days: REPORTED_DAYS,
    })
    const grown = await timesWith(stand, { orders, open: OPEN, days: YEAR })
    return Object.entries(grown).map(([what, after]) =>
      figureOf(what, (what.startsWith("report") ? period : fresh)[what], after, stand.products),
    )
  },
}
