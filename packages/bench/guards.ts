import { NO_LIMITS } from "../../integration-tests/support/no-limits"
import { removeStockLimits } from "./checkout"
import { figureOf, type Figure } from "./figures"
import { load, type Times } from "./load"
import type { Part } from "./parts"
import { withProcessor } from "./processor"
import { findBouquet, order } from "./rounds"
import type { Stand } from "./stand"
import { reportErrors, startShoppers } from "./taps"

/**
 * Rounds of each state of the limits. They alternate, and each begins every other round, so that other load of the machine
 * and the growth of the database meet both.
 */
const ROUNDS = 4
const SHOPPERS = 4
/** Limits so high that no shopper of this bench reaches one. The shop still checks them. */
const OUT_OF_REACH = { count: "1000000", value: "1000000000" }

const OFF = { ...NO_LIMITS, STORE_REQUESTS_PER_MINUTE: "0", HOOK_REQUESTS_PER_MINUTE: "0" }
const ON = Object.fromEntries(
  Object.keys(OFF).map((name) => [name, name.endsWith("VALUE") ? OUT_OF_REACH.value : OUT_OF_REACH.count]),
)
const STATES = { off: OFF, on: ON }

type State = keyof typeof STATES
type Measured = { times: number[]; seconds: number; errors: number; processorMs: number }

/** Compares the processor time of a tap and of an order with and without the limits against strangers. */
export const guards: Part = {
  name: "guards",
  products: [40],
  async run(stand, { seconds }) {
    await removeStockLimits(stand)
    const taps: Record<State, Measured[]> = { off: [], on: [] }
    const orders: Record<State, Measured[]> = { off: [], on: [] }
    for (let round = 0; round < ROUNDS; round++) {
      const order = ["off", "on"] as const
      for (const state of round % 2 ? order.toReversed() : order) {
        await stand.restartWith(STATES[state])
        taps[state].push(await measure(stand, seconds, tapRound))
        orders[state].push(await measure(stand, Math.max(seconds, 20), orderRound))
      }
    }
    return [
      ...compared(stand, "tap on a product card", taps),
      ...compared(stand, "from the card to the order", orders),
    ]
  },
}

type Round = (turn: number) => Parameters<typeof load>[0]["round"]

const tapRound: Round = (turn) => async (shopper, note) => findBouquet(shopper, turn, note)

const orderRound: Round = (turn) => async (shopper, note) => {
  let sum = 0
  await findBouquet(shopper, turn, () => undefined)
  await order(shopper, turn, (_, ms) => (sum += ms))
  note("order", sum)
}

/** The first rounds of a started shop are not counted. */
async function measure(stand: Stand, seconds: number, round: Round): Promise<Measured> {
  const shoppers = await startShoppers(stand, SHOPPERS)
  let turn = 0
  const run = (during: number) =>
    load({ shoppers, seconds: during, round: (shopper, note) => round(turn++)(shopper, note) })
  await run(5)
  const [{ times, seconds: took, errors }, processorMs] = await withProcessor(stand.shop.process.pid, () =>
    run(seconds),
  )
  reportErrors("guards", errors)
  return { times: all(times), seconds: took, errors: errors.length, processorMs }
}

const all = (times: Times) => [...times.values()].flat()

function compared({ products }: Stand, what: string, measured: Record<State, Measured[]>): Figure[] {
  const figure = (state: State): Figure & { processor: number } => {
    const runs = measured[state]
    const times = runs.flatMap((run) => run.times)
    const total = (of: (run: Measured) => number) => runs.reduce((sum, run) => sum + of(run), 0)
    const about = { part: "guards", what: `${what}, limits ${state}`, products, shoppers: SHOPPERS }
    return {
      ...figureOf(
        about,
        times,
        total(({ seconds }) => seconds),
        total(({ errors }) => errors),
      ),
      processor: total(({ processorMs }) => processorMs) / times.length,
    }
  }
  const [off, on] = [figure("off"), figure("on")]
  return [
    off,
    { ...on, note: `${(on.processor / off.processor).toFixed(2)} × the processor time without limits` },
  ]
}
