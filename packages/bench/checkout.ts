import { ask } from "../../scripts/start/database"
import { missedTarget, figureOf, percentile, type Figure } from "./figures"
import { load, type Times } from "./load"
import type { BenchOptions, Part } from "./parts"
import { findBouquet, order, type Note } from "./rounds"
import type { Shopper } from "./shopper"
import type { Stand } from "./stand"
import { loadStoreData, orderOverStore, Storefront, type StoreData } from "./store-checkout"
import { startShoppers, reportErrors } from "./taps"

const CROWDS = [1, 10]

/** Minimum duration of a measurement, in seconds. A checkout takes longer than a tap and needs more time for a p95. */
const MIN_SECONDS = 30

/** The target: half the Store API's time and twice its rate. */
const TARGET_FACTOR = 2

/** Measures a whole checkout, from adding a bouquet to a cart to the order, over the Store API and in the bot. */
export const checkout: Part = {
  name: "checkout",
  products: [40],
  async run(stand, { seconds }) {
    await removeStockLimits(stand)
    const storefront = new Storefront(stand)
    try {
      const known = await loadStoreData(stand, storefront)
      const figures: Figure[] = []
      for (const shoppers of CROWDS) {
        const at = { shoppers, seconds: Math.max(seconds, MIN_SECONDS) }
        figures.push(
          ...compared(await overStore(stand, storefront, known, at), await inBot(stand, at), stand, at),
        )
      }
      return figures
    } finally {
      storefront.close()
    }
  },
}

/** Raises slot capacities and stock, which would otherwise sell out within a minute of load. */
export async function removeStockLimits({ databaseUrl }: Stand): Promise<void> {
  await ask(databaseUrl, "update delivery_window set capacity = 1000000")
  await ask(
    databaseUrl,
    `update inventory_level set stocked_quantity = 10000000, raw_stocked_quantity = '{"value":"10000000","precision":20}'`,
  )
}

type At = Pick<BenchOptions, "seconds"> & { shoppers: number }
type Run = { times: Times; whole: number[]; seconds: number; errors: string[] }

/** Lets all shoppers order repeatedly. The first order of each is a warm-up and is not counted. */
async function runCheckouts(
  shoppers: Shopper[],
  seconds: number,
  buy: (shopper: Shopper, turn: number, note: Note) => Promise<unknown>,
): Promise<Run> {
  let turn = 0
  await Promise.all(shoppers.map((shopper) => buy(shopper, turn++, () => undefined)))
  const whole: number[] = []
  const {
    times,
    errors,
    seconds: took,
  } = await load({
    shoppers,
    seconds,
    round: async (shopper, note) => {
      let sum = 0
      await buy(shopper, turn++, (step, ms) => {
        sum += ms
        note(step, ms)
      })
      whole.push(sum)
    },
  })
  return { times, whole, seconds: took, errors }
}

function overStore(
  { crowd }: Stand,
  storefront: Storefront,
  known: StoreData,
  { shoppers, seconds }: At,
): Promise<Run> {
  const buyers = Array.from({ length: shoppers }, () => crowd.newShopper())
  return runCheckouts(buyers, seconds, (_, turn, note) => orderOverStore(storefront, known, turn, note))
}

async function inBot(stand: Stand, { shoppers, seconds }: At): Promise<Run> {
  return runCheckouts(await startShoppers(stand, shoppers), seconds, orderInBot)
}

/** Places one order in the bot and records each tap and message. Opening the bouquet's card is not counted. */
async function orderInBot(shopper: Shopper, turn: number, note: Note): Promise<void> {
  await findBouquet(shopper, turn, () => undefined)
  await order(shopper, turn, note)
}

function compared(store: Run, bot: Run, { products }: Stand, { shoppers }: At): Figure[] {
  const about = (what: string) => ({ part: "checkout", what, products, shoppers })
  const figure = (what: string, run: Run, times: number[]) =>
    figureOf(about(what), times, run.seconds, run.errors.length)
  reportErrors("checkout over the Store API", store.errors)
  reportErrors("checkout in the bot", bot.errors)
  const storeWhole = figure("Store API: a whole checkout", store, store.whole)
  const botWhole = figure("bot: a whole checkout, all taps", bot, bot.whole)
  const target = `target ${TARGET_FACTOR}`
  const speedup = (storeWhole.p50 / botWhole.p50).toFixed(1)
  const rateFactor = (botWhole.rate / storeWhole.rate).toFixed(1)
  return [
    storeWhole,
    { ...botWhole, note: `${speedup} × faster (${target}), ${rateFactor} × the rate (${target})` },
    ...[...store.times].map(([step, times]) => figure(`Store API: ${step}`, store, times)),
    ...[...bot.times].map(([step, times]) => {
      const tap = figure(`tap: ${step}`, bot, times)
      return {
        ...tap,
        note: [ratioNote(step, tap, store.times), missedTarget(tap)].filter(Boolean).join("; "),
      }
    }),
  ]
}

/** Compares "add to cart" with the Store API's two calls (create a cart, add a line), which the bot does in one tap. */
function ratioNote(step: string, { p50 }: Figure, store: Times): string {
  if (step !== "add to cart") {
    return ""
  }
  const median = (name: string) =>
    percentile(
      [...(store.get(name) ?? [])].sort((a, b) => a - b),
      0.5,
    )
  return `${((median("cart") + median("line")) / p50).toFixed(1)} × faster than the Store API's cart and line`
}
