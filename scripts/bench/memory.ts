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

type Memory = { rss: number; heapUsed: number; external: number }

/** What the shop keeps after very many taps, against what it kept after the first ten thousand. */
export const memory: Part = {
  name: "memory",
  products: [40],
  async run(stand, { taps }) {
    await makeRoom(stand)
    const shoppers = await comeIn(stand, SHOPPERS)
    const first = await tap(stand, shoppers, Math.min(SETTLED_AFTER, taps / 10))
    const before = await memoryOf(stand)
    const second = await tap(stand, shoppers, taps - first.count)
    const after = await memoryOf(stand)
    const grown = (after.heapUsed / before.heapUsed - 1) * 100
    return [
      {
        ...second.figure,
        note: `heap ${mb(before.heapUsed)} MB after ${first.count} taps, ${mb(after.heapUsed)} MB after ${first.count + second.count}: ${grown.toFixed(1)} % more (aim ${AIM_PERCENT}); resident ${mb(before.rss)} and ${mb(after.rss)} MB`,
      },
    ]
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
    what: `${count} taps, one visit of ${ORDERS_EVERY} ends in an order`,
    products: stand.products,
    shoppers: shoppers.length,
  }
  return { count, figure: figureOf(about, [...times.values()].flat(), seconds, errors.length) }
}

/** What the shop keeps once all garbage is cleared. */
function memoryOf({ shop }: Stand): Promise<Memory> {
  return new Promise((resolve) => {
    shop.process.once("message", (message) => resolve(message as Memory))
    shop.process.send("memory")
  })
}

const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)
