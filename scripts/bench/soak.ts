import { figureOf } from "./figures"
import { load } from "./load"
import type { Part } from "./parts"
import { fillCart } from "./rounds"
import { comeIn, reportErrors } from "./taps"

/** People look before they tap: so long on average, in ms. */
const LOOKS_MS = 2000
const MANY = 100
const FEW = 10
const AIM_MS = 300

/** A crowd for a long time, and the slowest kinds of taps of a small one. */
export const soak: Part = {
  name: "soak",
  products: [40],
  async run(stand, { seconds, soakSeconds }) {
    const few = await load({ shoppers: await comeIn(stand, FEW), seconds: seconds * 3, round: fillCart })
    reportErrors("10 shoppers", few.errors)
    const about = { part: "soak", products: stand.products }
    const kinds = [...few.times].map(([name, times]) =>
      figureOf(
        { ...about, what: `tap: ${name}`, shoppers: FEW, note: `aim p95 ${AIM_MS} ms` },
        times,
        few.seconds,
      ),
    )
    const many = await load({
      shoppers: await comeIn(stand, MANY),
      seconds: soakSeconds,
      round: (shopper, note) =>
        fillCart(shopper, (name, ms) => note(name, ms)).then(
          () => new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * LOOKS_MS)),
        ),
    })
    reportErrors("100 shoppers", many.errors)
    const all = [...many.times.values()].flat()
    const whole = { ...about, what: `${MANY} shoppers for ${soakSeconds} s, all taps`, shoppers: MANY }
    return [...kinds, figureOf(whole, all, many.seconds, many.errors.length)]
  },
}
