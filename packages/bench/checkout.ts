import { ask } from "../../scripts/start/database"
import { aboveAim, figureOf, percentile, type Figure } from "./figures"
import { load, type Times } from "./load"
import type { BenchOptions, Part } from "./parts"
import { findBouquet, order, type Note } from "./rounds"
import type { Shopper } from "./shopper"
import type { Stand } from "./stand"
import { lookAround, orderOverStore, Storefront, type StoreKnowledge } from "./store-checkout"
import { comeIn, reportErrors } from "./taps"

const CROWDS = [1, 10]

/** At the least so long, in seconds: a checkout takes longer than a tap. */
const LEAST_SECONDS = 30

/** The shop aims at half the Store API's time and twice its rate. */
const AIM_TIMES = 2

/** A whole checkout, from the bouquet put into a cart to the order, over the Store API and in the bot. */
export const checkout: Part = {
  name: "checkout",
  products: [40],
  async run(stand, { seconds }) {
    await makeRoom(stand)
    const storefront = new Storefront(stand)
    try {
      const known = await lookAround(stand, storefront)
      const figures: Figure[] = []
      for (const shoppers of CROWDS) {
        const at = { shoppers, seconds: Math.max(seconds, LEAST_SECONDS) }
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

/** A slot of a few places, and a shelf of flowers, would be sold out after a minute of this. */
export async function makeRoom({ databaseUrl }: Stand): Promise<void> {
  await ask(databaseUrl, "update delivery_window set capacity = 1000000")
  await ask(
    databaseUrl,
    `update inventory_level set stocked_quantity = 10000000, raw_stocked_quantity = '{"value":"10000000","precision":20}'`,
  )
}

type At = Pick<BenchOptions, "seconds"> & { shoppers: number }
type Walk = { times: Times; whole: number[]; seconds: number; errors: string[] }

/** Lets everyone order over and over; a first order of each is not counted, for everything to be warm. */
async function walk(
  shoppers: Shopper[],
  seconds: number,
  buy: (shopper: Shopper, turn: number, note: Note) => Promise<unknown>,
): Promise<Walk> {
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
  known: StoreKnowledge,
  { shoppers, seconds }: At,
): Promise<Walk> {
  const buyers = Array.from({ length: shoppers }, () => crowd.newShopper())
  return walk(buyers, seconds, (_, turn, note) => orderOverStore(storefront, known, turn, note))
}

async function inBot(stand: Stand, { shoppers, seconds }: At): Promise<Walk> {
  return walk(await comeIn(stand, shoppers), seconds, orderInBot)
}

/** One order in the bot, each tap and message noted; looking for the bouquet is not the checkout's. */
async function orderInBot(shopper: Shopper, turn: number, note: Note): Promise<void> {
  await findBouquet(shopper, turn, () => undefined)
  await order(shopper, turn, note)
}

function compared(store: Walk, bot: Walk, { products }: Stand, { shoppers }: At): Figure[] {
  const about = (what: string) => ({ part: "checkout", what, products, shoppers })
  const figure = (what: string, walked: Walk, times: number[]) =>
    figureOf(about(what), times, walked.seconds, walked.errors.length)
  reportErrors("checkout over the Store API", store.errors)
  reportErrors("checkout in the bot", bot.errors)
  const storeWhole = figure("Store API: a whole checkout", store, store.whole)
  const botWhole = figure("bot: a whole checkout, all taps", bot, bot.whole)
  const aim = `aim ${AIM_TIMES}`
  const quicker = (storeWhole.p50 / botWhole.p50).toFixed(1)
  const oftener = (botWhole.rate / storeWhole.rate).toFixed(1)
  return [
    storeWhole,
    { ...botWhole, note: `${quicker} × as quick (${aim}), ${oftener} × the rate (${aim})` },
    ...[...store.times].map(([step, times]) => figure(`Store API: ${step}`, store, times)),
    ...[...bot.times].map(([step, times]) => {
      const tap = figure(`tap: ${step}`, bot, times)
      return { ...tap, note: [ratioNote(step, tap, store.times), aboveAim(tap)].filter(Boolean).join("; ") }
    }),
  ]
}

/** A storefront's first bouquet takes a cart and a line; the bot's one tap does both. */
function ratioNote(step: string, { p50 }: Figure, store: Times): string {
  if (step !== "add to cart") {
    return ""
  }
  const median = (name: string) =>
    percentile(
      [...(store.get(name) ?? [])].sort((a, b) => a - b),
      0.5,
    )
  return `${((median("cart") + median("line")) / p50).toFixed(1)} × as quick as the Store API's cart and line`
}
