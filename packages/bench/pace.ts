import { makeRoom } from "./checkout"
import { withKinds, type Figure } from "./figures"
import { firstRound, load } from "./load"
import type { Part } from "./parts"
import { visits } from "./rounds"
import type { Stand } from "./stand"
import { comeIn, reportErrors } from "./taps"

/** Quicker than anyone reads a screen, in ms. */
const LOOKS_MS = 1000
/** Ten who look buy some twenty-five times a minute: a p95 needs so long. */
const LEAST_SECONDS = 120

/** Of so many visits one ends in an order: all of a few people's; of a crowd's one in ten. */
const FEW = { shoppers: 10, ordersEvery: 1 }
const MANY = { shoppers: 100, ordersEvery: 10 }

/** People who look at a screen before they tap: ten who all buy, and a hundred of whom some do. */
export const pace: Part = {
  name: "pace",
  products: [40],
  async run(stand, { seconds, soakSeconds }) {
    await makeRoom(stand)
    return [
      ...(await people(stand, { ...FEW, seconds: Math.max(seconds * 3, LEAST_SECONDS) })),
      ...(await people(stand, { ...MANY, seconds: soakSeconds })),
    ]
  },
}

type Crowd = typeof FEW & { seconds: number }

/** @returns a figure of all taps, which names the slowest kind, then one of each kind */
async function people(stand: Stand, { shoppers, ordersEvery, seconds }: Crowd): Promise<Figure[]> {
  const crowd = await comeIn(stand, shoppers)
  const visit = visits(ordersEvery)
  crowd.forEach((shopper) => (shopper.looks = LOOKS_MS))
  await firstRound(crowd.slice(0, FEW.shoppers), visit)
  const walked = await load({ shoppers: crowd, seconds, round: visit })
  const buying = ordersEvery === 1 ? "each visit ends in an order" : `one visit of ${ordersEvery} in an order`
  const what = `${shoppers} who look for a second before each tap, ${buying}: all taps`
  reportErrors(what, walked.errors)
  return withKinds({ part: "pace", what, products: stand.products, shoppers }, walked)
}
