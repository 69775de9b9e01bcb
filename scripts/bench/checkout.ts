import { ask } from "../start/database"
import { figureOf, percentile, type Figure } from "./figures"
import { load, type Times } from "./load"
import type { BenchOptions, Part } from "./parts"
import type { Shopper } from "./shopper"
import type { Stand } from "./stand"
import { lookAround, orderOverStore, Storefront, type StoreKnowledge } from "./store-checkout"
import { comeIn, reportErrors } from "./taps"

const CROWDS = [1, 10]

/** At the least so long, in seconds: a checkout takes longer than a tap. */
const LEAST_SECONDS = 30

/** The shop aims at half the Store API's time and twice its rate, and at no tap above this at p95, in ms. */
const AIM_TIMES = 2
const AIM_TAP_MS = 300

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
  order: (shopper: Shopper, turn: number, note: (step: string, ms: number) => void) => Promise<unknown>,
): Promise<Walk> {
  let turn = 0
  await Promise.all(shoppers.map((shopper) => order(shopper, turn++, () => undefined)))
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
      await order(shopper, turn++, (step, ms) => {
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
async function orderInBot(
  shopper: Shopper,
  turn: number,
  note: (step: string, ms: number) => void,
): Promise<void> {
  await shopper.taps("all:1")
  await shopper.tapsLabel(new RegExp(`^${1 + (turn % 6)}\\. `))
  note("add to cart", await shopper.tapsLabel(/В корзину ·/))
  note("to the checkout", await shopper.tapsLabel(/Оформить/))
  note("for oneself", await shopper.tapsLabel(/Привезите мне/))
  if (/номер/.test(shopper.text)) {
    note("phone", await shopper.sends("90 123 45 67"))
  }
  note("address", await shopper.sends(`ул. Навои ${1 + turn}, кв. 5`))
  note("zone", await shopper.tapsLabel(/по центру/))
  note("slot", await shopper.tapsLabel(/🕐 \d/))
  note("pay", await shopper.tapsLabel(/При получении/))
  if (!/принят!/.test(shopper.text)) {
    throw new Error(`no order, but: ${shopper.text.slice(0, 200)}`)
  }
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
    ...[...bot.times].map(([step, times]) => ({
      ...figure(`tap: ${step}`, bot, times),
      note: tapNote(step, times, store.times),
    })),
  ]
}

/** A storefront's first bouquet takes a cart and a line; the bot's one tap does both. */
function tapNote(step: string, times: number[], store: Times): string {
  const sorted = [...times].sort((a, b) => a - b)
  const limit = percentile(sorted, 0.95) > AIM_TAP_MS ? `above the aim of ${AIM_TAP_MS} ms` : ""
  if (step !== "add to cart") {
    return limit
  }
  const median = (name: string) =>
    percentile(
      [...(store.get(name) ?? [])].sort((a, b) => a - b),
      0.5,
    )
  const ratio = ((median("cart") + median("line")) / percentile(sorted, 0.5)).toFixed(1)
  return [`${ratio} × as quick as the Store API's cart and line`, limit].filter(Boolean).join("; ")
}
