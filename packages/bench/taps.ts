import path from "node:path"
import { ask } from "../../scripts/start/database"
import { freePort } from "../../scripts/start/embedded-postgres"
import { startChild, stopChild } from "../../scripts/start/children"
import { ROOT, TSX } from "../../scripts/start/paths"
import { BOT_TOKEN } from "./bot-api"
import { figureOf, type Figure } from "./figures"
import { load, type Load } from "./load"
import type { BenchOptions, Part } from "./parts"
import { withProcessor } from "./processor"
import type { Shopper } from "./shopper"
import type { Stand } from "./stand"
import { loadStoreApi } from "./store-api"

const CROWDS = [1, 10]
/** Number of products that are opened in turn, so that the result does not depend on one card. */
const OPENED_PRODUCTS = 20
/** Target for the rate, as a multiple of the Store API's rate. */
const TARGET_FACTOR = 20

/** Compares taps on a product card and on a catalogue page with the Store API's product and list, and with baselines. */
export const taps: Part = {
  name: "taps",
  products: [40, 2000],
  async run(stand, options) {
    const ids = await bouquetIds(stand)
    const figures: Figure[] = []
    for (const shoppers of CROWDS) {
      const at = { shoppers, seconds: options.seconds }
      const detail = await loadStoreApi(stand, "GET /store/products/:id", ids.map(detailPath), at)
      const list = await loadStoreApi(stand, "GET /store/products", [await listPath(stand)], at)
      const card = await measure(stand, "tap on a product card", at, cards(ids))
      const page = await measure(stand, "tap on a catalogue page", at, pages(stand))
      figures.push(detail, comparedWithStore(detail, card), list, comparedWithStore(list, page))
      figures.push(await loadStoreApi(stand, "GET /health, bare", ["/health"], at))
      figures.push(await bareBot(stand, at, options))
    }
    return figures
  },
}

function comparedWithStore(store: Figure, tap: Figure): Figure {
  const times = (tap.rate / store.rate).toFixed(1)
  const lighter = ((store.processor ?? NaN) / (tap.processor ?? NaN)).toFixed(1)
  return {
    ...tap,
    note: `${times} × the Store API's rate (target ${TARGET_FACTOR}), for 1/${lighter} of its CPU time`,
  }
}

async function bouquetIds({ databaseUrl }: Stand): Promise<string[]> {
  const rows = await ask<{ id: string }>(
    databaseUrl,
    "select id from product where handle like 'bouquet-%' and deleted_at is null order by handle limit $1",
    [OPENED_PRODUCTS],
  )
  return rows.map(({ id }) => id)
}

const detailPath = (id: string) => `/store/products/${id}`

async function listPath({ databaseUrl }: Stand): Promise<string> {
  const [region] = await ask<{ id: string }>(
    databaseUrl,
    "select id from region where deleted_at is null limit 1",
  )
  // A page of the bot has six products with prices.
  return `/store/products?limit=6&region_id=${region.id}`
}

type At = Pick<BenchOptions, "seconds"> & { shoppers: number }
type Round = (turn: number) => Load["round"]

/** Each tap opens the next product's card. */
const cards =
  (ids: string[]): Round =>
  (turn) =>
  async (shopper, note) => {
    note("tap", await shopper.taps(`prod:${ids[turn % ids.length]}`))
  }

/** Each tap opens the next page of all products. */
const pages =
  ({ products }: Stand): Round =>
  (turn) =>
  async (shopper, note) => {
    // A page's picture is drawn when the page is first shown; Telegram then keeps it. Few pages keep the cache warm.
    const drawn = Math.min(20, Math.floor(products / 6))
    note("tap", await shopper.taps(`all:${1 + (turn % drawn)}`))
  }

async function measure(stand: Stand, what: string, at: At, round: Round): Promise<Figure> {
  const crowd = await startShoppers(stand, at.shoppers)
  await tapRepeatedly(crowd, round, 2)
  const [{ times, errors, seconds }, used] = await withProcessor(stand.shop.process.pid, () =>
    tapRepeatedly(crowd, round, at.seconds),
  )
  reportErrors(what, errors)
  const about = { part: "taps", what, products: stand.products, shoppers: at.shoppers }
  const taps = times.get("tap") ?? []
  return { ...figureOf(about, taps, seconds, errors.length), processor: used / taps.length }
}

function tapRepeatedly(shoppers: Shopper[], round: Round, seconds: number) {
  const turns = new Map(shoppers.map((shopper, index) => [shopper, index * 3]))
  return load({
    shoppers,
    seconds,
    round: (shopper, note) => {
      const turn = turns.get(shopper) ?? 0
      turns.set(shopper, turn + 1)
      return round(turn)(shopper, note)
    },
  })
}

/** Creates shoppers, each with the menu open. */
export async function startShoppers({ crowd }: Stand, count: number): Promise<Shopper[]> {
  const shoppers = Array.from({ length: count }, () => crowd.newShopper())
  await Promise.all(shoppers.map((shopper) => shopper.start()))
  return shoppers
}

export function reportErrors(what: string, errors: string[]): void {
  if (errors.length) {
    console.error(`  ${what}: ${errors.length} errors, the first: ${errors[0]}`)
  }
}

/** Measures the same load on a bot that only answers the tap and edits the message. */
async function bareBot(stand: Stand, at: At, options: BenchOptions): Promise<Figure> {
  const port = await freePort()
  const script = path.join(__dirname, "bare-bot.ts")
  const bot = startChild("bench-bare-bot", [...TSX, script, stand.apiRoot, BOT_TOKEN, String(port)], {
    cwd: ROOT,
    env: process.env,
  })
  await new Promise((resolve) => bot.process.once("message", resolve))
  const webhook = stand.crowd.webhook
  stand.crowd.webhook = `http://127.0.0.1:${port}/`
  try {
    const shoppers = Array.from({ length: at.shoppers }, () => stand.crowd.newShopper())
    await Promise.all(shoppers.map((shopper) => shopper.sends("hello")))
    const [{ times, errors, seconds }, used] = await withProcessor(bot.process.pid, () =>
      load({
        shoppers,
        seconds: options.seconds,
        round: async (shopper, note) => note("tap", await shopper.taps("tap")),
      }),
    )
    const about = {
      part: "taps",
      what: "a bare grammY webhook",
      products: stand.products,
      shoppers: at.shoppers,
    }
    const taps = times.get("tap") ?? []
    return { ...figureOf(about, taps, seconds, errors.length), processor: used / taps.length }
  } finally {
    stand.crowd.webhook = webhook
    await stopChild(bot)
  }
}
