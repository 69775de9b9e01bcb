import { figureOf, withKinds } from "./figures"
import { firstRound, load } from "./load"
import type { Part } from "./parts"
import { fillCart } from "./rounds"
import { startShoppers, reportErrors } from "./taps"

/** Average pause of the large group between rounds, in ms. */
const PAUSE_MS = 2000
const MANY = 100
const FEW = 10

/** Measures 10 shoppers who tap without a pause, and 100 shoppers for a long time. */
export const soak: Part = {
  name: "soak",
  products: [40],
  async run(stand, { seconds, soakSeconds }) {
    const about = { part: "soak", products: stand.products, shoppers: FEW }
    const shoppers = await startShoppers(stand, FEW)
    const cold = await firstRound(shoppers, fillCart)
    reportErrors(`${FEW} shoppers' first round`, cold.errors)
    const first = figureOf(
      { ...about, what: `${FEW} without a pause: the first round after the shop's start` },
      [...cold.times.values()].flat(),
      cold.seconds,
      cold.errors.length,
    )
    const few = await load({ shoppers, seconds: seconds * 3, round: fillCart })
    reportErrors(`${FEW} shoppers`, few.errors)
    const many = await load({
      shoppers: await startShoppers(stand, MANY),
      seconds: soakSeconds,
      round: async (shopper, note) => {
        await fillCart(shopper, note)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * PAUSE_MS))
      },
    })
    reportErrors(`${MANY} shoppers`, many.errors)
    const crowd = { ...about, shoppers: MANY }
    return [
      first,
      ...withKinds({ ...about, what: `${FEW} without a pause: all taps` }, few),
      ...withKinds({ ...crowd, what: `${MANY} without a pause, for ${soakSeconds} s: all taps` }, many),
    ]
  },
}
