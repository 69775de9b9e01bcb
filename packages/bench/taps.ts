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
import { askOver } from "./store-api"

const CROWDS = [1, 10]
/** How many products are looked at in turn, so that no one card is favoured. */
const LOOKED_AT = 20
/** The figure that the shop aims at: so many times the Store API's rate. */
const AIM = 20

/** Taps on a card and on a page of the catalogue, against the Store API's own product and list, and bare floors. */
export const taps: Part = {
  name: "taps",
  products: [40, 2000],
  async run(stand, options) {
    const ids = await bouquetIds(stand)
    const figures: Figure[] = []
    for (const shoppers of CROWDS) {
      const at = { shoppers, seconds: options.seconds }
      const detail = await askOver(stand, "GET /store/products/:id", ids.map(detailPath), at)
      const list = await askOver(stand, "GET /store/products", [await listPath(stand)], at)
      const card = await measure(stand, "tap on a product card", at, cards(ids))
      const page = await measure(stand, "tap on a catalogue page", at, pages(stand))
      figures.push(detail, against(detail, card), list, against(list, page))
      figures.push(await askOver(stand, "GET /health, bare", ["/health"], at))
      figures.push(await bareBot(stand, at, options))
    }
    return figures
  },
}

function against(store: Figure, tap: Figure): Figure {
  const times = (tap.rate / store.rate).toFixed(1)
  const lighter = ((store.processor ?? NaN) / (tap.processor ?? NaN)).toFixed(1)
  return {
    ...tap,
    note: `${times} × the Store API's rate (aim ${AIM}), for 1/${lighter} of its processor time`,
  }
}

async function bouquetIds({ databaseUrl }: Stand): Promise<string[]> {
  const rows = await ask<{ id: string }>(
    databaseUrl,
    "select id from product where handle like 'bouquet-%' and deleted_at is null order by handle limit $1",
    [LOOKED_AT],
  )
  return rows.map(({ id }) => id)
}

const detailPath = (id: string) => `/store/products/${id}`

async function listPath({ databaseUrl }: Stand): Promise<string> {
  const [region] = await ask<{ id: string }>(
    databaseUrl,
    "select id from region where deleted_at is null limit 1",
  )
  // As many as the bot shows on a page, with prices as the bot shows them.
  return `/store/products?limit=6&region_id=${region.id}`
}

type At = Pick<BenchOptions, "seconds"> & { shoppers: number }
type Round = (turn: number) => Load["round"]

/** One card after another: each tap opens another product's. */
const cards =
  (ids: string[]): Round =>
  (turn) =>
  async (shopper, note) => {
    note("tap", await shopper.taps(`prod:${ids[turn % ids.length]}`))
  }

/** One page after another of all products. */
const pages =
  ({ products }: Stand): Round =>
  (turn) =>
  async (shopper, note) => {
    // Pages drawn once: a page's picture is made at its first showing, and Telegram keeps it.
    const drawn = Math.min(20, Math.floor(products / 6))
    note("tap", await shopper.taps(`all:${1 + (turn % drawn)}`))
  }

async function measure(stand: Stand, what: string, at: At, round: Round): Promise<Figure> {
  const crowd = await comeIn(stand, at.shoppers)
  await walk(crowd, round, 2)
  const [{ times, errors, seconds }, used] = await withProcessor(stand.shop.process.pid, () =>
    walk(crowd, round, at.seconds),
  )
  reportErrors(what, errors)
  const about = { part: "taps", what, products: stand.products, shoppers: at.shoppers }
  const taps = times.get("tap") ?? []
  return { ...figureOf(about, taps, seconds, errors.length), processor: used / taps.length }
}

function walk(shoppers: Shopper[], round: Round, seconds: number) {
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

/** New shoppers, each at the menu. */
export async function comeIn({ crowd }: Stand, count: number): Promise<Shopper[]> {
  const shoppers = Array.from({ length: count }, () => crowd.newShopper())
  await Promise.all(shoppers.map((shopper) => shopper.comesIn()))
  return shoppers
}

export function reportErrors(what: string, errors: string[]): void {
  if (errors.length) {
    console.error(`  ${what}: ${errors.length} errors, the first: ${errors[0]}`)
  }
}

/** The same taps and load on a bot that does nothing but answer and edit. */
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
