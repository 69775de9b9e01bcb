import { figureOf, withKinds } from "./figures"
import { firstRound, load } from "./load"
import type { Part } from "./parts"
import { fillCart } from "./rounds"
import { comeIn, reportErrors } from "./taps"

/** A hundred rest between their rounds: so long on average, in ms. */
const RESTS_MS = 2000
const MANY = 100
const FEW = 10

/** A few who tap without a pause, by the kinds of their taps; and a crowd for a long time. */
export const soak: Part = {
  name: "soak",
  products: [40],
  async run(stand, { seconds, soakSeconds }) {
    const about = { part: "soak", products: stand.products, shoppers: FEW }
    const shoppers = await comeIn(stand, FEW)
    const cold = await firstRound(shoppers, fillCart)
    reportErrors(`${FEW} shoppers' first round`, cold.errors)
    const first = figureOf(
      { ...about, what: `${FEW} without a pause: the first round, just started` },
      [...cold.times.values()].flat(),
      cold.seconds,
      cold.errors.length,
    )
    const few = await load({ shoppers, seconds: seconds * 3, round: fillCart })
    reportErrors(`${FEW} shoppers`, few.errors)
    const many = await load({
      shoppers: await comeIn(stand, MANY),
      seconds: soakSeconds,
      round: async (shopper, note) => {
        await fillCart(shopper, note)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * RESTS_MS))
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
