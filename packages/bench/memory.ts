import { figureOf, type Figure } from "./figures"
import { load } from "./load"
import type { Part } from "./parts"
import { makeRoom } from "./checkout"
import { visits } from "./rounds"
import type { Stand } from "./stand"
import { comeIn, reportErrors } from "./taps"

/** After so many taps everything that is kept for good is there. */
const SETTLED_AFTER = 10_000
const SHOPPERS = 10
/** One visit of so many ends in an order. */
const ORDERS_EVERY = 10
/** How much the shop may have grown between then and the end. */
const AIM_PERCENT = 10

/** In bytes. */
type Memory = {
  /** Objects that live. */
  heapUsed: number
  /** … with the room that V8 keeps for more. */
  heapTotal: number
  /** Buffers and the like, outside of V8's heap. */
  external: number
  /** What the process holds of the machine's memory (RSS), garbage cleared. */
  rss: number
  /** The most that it ever held, garbage included: what the machine must have. */
  peak: number
}

const KINDS: [keyof Memory, string][] = [
  ["heapUsed", "heap used"],
  ["heapTotal", "heap"],
  ["external", "external"],
  ["rss", "resident"],
  ["peak", "highest resident so far, garbage included"],
]

/** What the shop keeps after very many taps, against what it kept after the first ten thousand; told at each ten. */
export const memory: Part = {
  name: "memory",
  products: [40],
  async run(stand, { taps }) {
    await makeRoom(stand)
    const shoppers = await comeIn(stand, SHOPPERS)
    const stage = Math.min(SETTLED_AFTER, taps / 10)
    const first = await tap(stand, shoppers, stage)
    const before = await memoryOf(stand)
    tell(first.count, before)
    let { count, figure } = first
    let after = before
    while (count < taps) {
      const next = await tap(stand, shoppers, Math.min(stage, taps - count))
      count += next.count
      figure = next.figure
      after = await memoryOf(stand)
      tell(count, after)
    }
    const note = `garbage cleared after ${first.count} and ${count} taps: ${grown(before, after)} (aim: ${AIM_PERCENT} % more)`
    return [{ ...figure, note }]
  },
}

async function tap(
  stand: Stand,
  shoppers: Awaited<ReturnType<typeof comeIn>>,
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

/** What the shop keeps once all garbage is cleared and given back. */
function memoryOf({ shop }: Stand): Promise<Memory> {
  return new Promise((resolve) => {
    shop.process.once("message", (message) => resolve(message as Memory))
    shop.process.send("memory")
  })
}

const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)

function tell(taps: number, memory: Memory): void {
  const kinds = KINDS.map(([kind, name]) => `${name} ${mb(memory[kind])}`)
  console.log(`  after ${taps} taps, MB: ${kinds.join(", ")}`)
}

function grown(before: Memory, after: Memory): string {
  return KINDS.map(([kind, name]) => {
    const percent = (after[kind] / before[kind] - 1) * 100
    return `${name} ${mb(before[kind])} → ${mb(after[kind])} MB (${percent >= 0 ? "+" : ""}${percent.toFixed(1)} %)`
  }).join(", ")
}
