import type { Child } from "../../scripts/start/children"
import { withBareMedusa } from "./bare-medusa"
import { figureOf, type Figure } from "./figures"
import { load } from "./load"
import type { Part } from "./parts"
import { removeStockLimits } from "./checkout"
import { visits } from "./rounds"
import type { Stand } from "./stand"
import { startShoppers, reportErrors } from "./taps"

/** Number of taps after which all long-lived data is in memory. */
const SETTLED_AFTER = 10_000
const SHOPPERS = 10
/** One visit in this many ends in an order. */
const ORDERS_EVERY = 10
/** Target for the growth between then and the end, in percent. */
const TARGET_PERCENT = 10

/** In bytes. */
type Memory = {
  /** Live objects. */
  heapUsed: number
  /** Heap that V8 has allocated, including free space. */
  heapTotal: number
  /** Buffers and other memory outside V8's heap. */
  external: number
  /** Resident set size after a garbage collection. */
  rss: number
  /** Maximum resident set size so far, garbage included: the memory that the machine needs. */
  peak: number
}

const KINDS: [keyof Memory, string][] = [
  ["heapUsed", "heap used"],
  ["heapTotal", "heap"],
  ["external", "external"],
  ["rss", "resident"],
  ["peak", "maximum resident so far, garbage included"],
]

/** Compares the shop's memory after very many taps with its memory after the first 10 000. */
export const memory: Part = {
  name: "memory",
  products: [40],
  async run(stand, { taps }) {
    await stand.snapshot()
    const bare = await withBareMedusa(stand, await stand.copy("bench_bare"), memoryOf)
    printMemory("Medusa without the shop", bare)
    await stand.restore()
    printMemory("after 0 taps", await memoryOf(stand.shop))
    await removeStockLimits(stand)
    const shoppers = await startShoppers(stand, SHOPPERS)
    const stage = Math.min(SETTLED_AFTER, taps / 10)
    const first = await tap(stand, shoppers, stage)
    const before = await memoryOf(stand.shop)
    printMemory(`after ${first.count} taps`, before)
    let { count, figure } = first
    let after = before
    while (count < taps) {
      const next = await tap(stand, shoppers, Math.min(stage, taps - count))
      count += next.count
      figure = next.figure
      after = await memoryOf(stand.shop)
      printMemory(`after ${count} taps`, after)
    }
    const note = `garbage collected after ${first.count} and ${count} taps: ${grown(before, after)} (target: at most ${TARGET_PERCENT} % more)`
    return [{ ...figure, note }]
  },
}

async function tap(
  stand: Stand,
  shoppers: Awaited<ReturnType<typeof startShoppers>>,
  wanted: number,
): Promise<{ count: number; figure: Figure }> {
  let count = 0
  const visit = visits(ORDERS_EVERY)
  const { times, errors, seconds } = await load({
    shoppers,
    seconds: Infinity,
    isEnough: () => count >= wanted,
    round: async (shopper, note) => {
      await visit(shopper, (name, ms) => {
        count += 1
        note(name, ms)
      })
    },
  })
  reportErrors("memory", errors)
  const about = {
    part: "memory",
    what: `the last ${count} taps, one visit of ${ORDERS_EVERY} ends in an order`,
    products: stand.products,
    shoppers: shoppers.length,
  }
  return { count, figure: figureOf(about, [...times.values()].flat(), seconds, errors.length) }
}

/** Reads the memory use of a process after a garbage collection. */
function memoryOf(child: Child): Promise<Memory> {
  return new Promise((resolve) => {
    child.process.once("message", (message) => resolve(message as Memory))
    child.process.send("memory")
  })
}

const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)

function printMemory(when: string, memory: Memory): void {
  const kinds = KINDS.map(([kind, name]) => `${name} ${mb(memory[kind])}`)
  console.log(`  ${when}, MB: ${kinds.join(", ")}`)
}

function grown(before: Memory, after: Memory): string {
  return KINDS.map(([kind, name]) => {
    const percent = (after[kind] / before[kind] - 1) * 100
    return `${name} ${mb(before[kind])} → ${mb(after[kind])} MB (${percent >= 0 ? "+" : ""}${percent.toFixed(1)} %)`
  }).join(", ")
}
