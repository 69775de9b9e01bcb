import { removeStockLimits } from "./checkout"
import { withKinds, type Figure } from "./figures"
import { firstRound, load } from "./load"
import type { Part } from "./parts"
import { visits } from "./rounds"
import type { Stand } from "./stand"
import { startShoppers, reportErrors } from "./taps"

/** Average pause before each tap, in ms. People read a screen more slowly. */
const PAUSE_MS = 1000
/** Minimum duration in seconds: ten such shoppers place about 25 orders a minute, and a p95 needs more. */
const MIN_SECONDS = 120

// Each visit of the small group ends in an order; of the large group, one visit in ten.
const FEW = { shoppers: 10, ordersEvery: 1 }
const MANY = { shoppers: 100, ordersEvery: 10 }

/** Measures shoppers who pause before each tap: 10 who all order, and 100 of whom some order. */
export const pace: Part = {
  name: "pace",
  products: [40],
  async run(stand, { seconds, soakSeconds }) {
    await removeStockLimits(stand)
    return [
      ...(await people(stand, { ...FEW, seconds: Math.max(seconds * 3, MIN_SECONDS) })),
      ...(await people(stand, { ...MANY, seconds: soakSeconds })),
    ]
  },
}

type Crowd = typeof FEW & { seconds: number }

/** @returns one figure for all taps, with a note that names the slowest kind, and then one figure per kind */
async function people(stand: Stand, { shoppers, ordersEvery, seconds }: Crowd): Promise<Figure[]> {
  const crowd = await startShoppers(stand, shoppers)
  const visit = visits(ordersEvery)
  crowd.forEach((shopper) => (shopper.pauseMs = PAUSE_MS))
  await firstRound(crowd.slice(0, FEW.shoppers), visit)
  const run = await load({ shoppers: crowd, seconds, round: visit })
  const buying = ordersEvery === 1 ? "each visit ends in an order" : `one visit of ${ordersEvery} in an order`
  const what = `${shoppers} who pause for a second before each tap, ${buying}: all taps`
  reportErrors(what, run.errors)
  return withKinds({ part: "pace", what, products: stand.products, shoppers }, run)
}
