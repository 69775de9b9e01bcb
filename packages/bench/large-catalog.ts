import { setTimeout as sleep } from "node:timers/promises"
import { ask } from "../../scripts/start/database"
import { step } from "../../scripts/start/steps"
import { figureOf, percentile, type Figure } from "./figures"
import { createOwner, logIn } from "./owner"
import type { Part } from "./parts"
import type { Shopper } from "./shopper"
import type { Stand } from "./stand"
import { startShoppers } from "./taps"
import { watch, watchedFigure } from "./watched"

/** Number of edits over the Admin API. */
const EDITS = 10
/** Pause in ms between two edits, as long as a person needs. */
const EDIT_EVERY_MS = 2000
/** Pause before a repeated look in ms. */
const LOOK_EVERY_MS = 20
/** Time in ms within which a change must be visible. */
const VISIBLE_WITHIN_MS = 60_000
const TARGET_TAP_MS = 300

type Looks = { visibleMs: number; taps: number[] }

/** Taps on a product's card until it has the title. */
async function look(shopper: Shopper, id: string, title: string): Promise<Looks> {
  const began = performance.now()
  for (const taps: number[] = []; performance.now() - began < VISIBLE_WITHIN_MS;) {
    taps.push(await shopper.taps(`prod:${id}`))
    if (shopper.text.includes(title)) {
      return { visibleMs: performance.now() - began, taps }
    }
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error(`The change of product ${id} is not visible.`)
}

async function copies(stand: Stand): Promise<string[]> {
  const rows = await ask<{ id: string }>(
    stand.databaseUrl,
    "select id from product where id like '%-copy-%' order by id",
  )
  return rows.map(({ id }) => id)
}

/** A full read: each product has changed, as after an import. Taps meanwhile show the catalogue before the change. */
async function fullReload(stand: Stand, shopper: Shopper, id: string): Promise<Figure> {
  let looks: Looks = { visibleMs: 0, taps: [] }
  const watched = await watch(stand, async () => {
    await ask(stand.databaseUrl, "update product set title = title || ' new', updated_at = now()")
    await ask(stand.databaseUrl, "notify guldasta_catalog, 'catalog'")
    looks = await look(shopper, id, " new")
  })
  const taps = looks.taps.sort((a, b) => a - b)
  const note = `a tap meanwhile p95 ${percentile(taps, 0.95).toFixed(0)} ms, at most ${(taps.at(-1) ?? 0).toFixed(0)} ms`
  return watchedFigure(
    { part: "catalog", what: "all products read again", products: stand.products },
    watched,
    note,
  )
}

/** Edits of one product each over the Admin API. A shopper opens the product as soon as the edit is answered. */
async function edits(stand: Stand, shopper: Shopper, ids: string[]): Promise<Figure[]> {
  await createOwner(stand)
  const askAdmin = await logIn(stand)
  const all: Looks[] = []
  const watched = await watch(stand, async () => {
    for (let turn = 0; turn < EDITS; turn += 1) {
      const [id, title] = [ids[turn], `Edited ${turn}`]
      await askAdmin("POST", `/admin/products/${id}`, JSON.stringify({ title }))
      all.push(await look(shopper, id, title))
      await sleep(EDIT_EVERY_MS)
    }
  })
  const about = { part: "catalog", products: stand.products, shoppers: 1 }
  const first = all.filter(({ taps }) => taps.length === 1).length
  const taps = figureOf(
    { ...about, what: "a tap after an edit" },
    all.flatMap((one) => one.taps),
    watched.tookMs / 1000,
  )
  const visible = { ...about, what: "from an edit's answer until a tap shows it" }
  return [
    watchedFigure(
      { part: "catalog", what: `${EDITS} edits, one each 2 s`, products: stand.products },
      watched,
    ),
    {
      ...taps,
      missed:
        taps.p95 > TARGET_TAP_MS
          ? `${taps.what}: p95 ${taps.p95.toFixed(0)} ms, target ${TARGET_TAP_MS} ms`
          : undefined,
    },
    {
      ...figureOf(
        visible,
        all.map(({ visibleMs }) => visibleMs),
        watched.tookMs / 1000,
      ),
      note: `${first} of ${EDITS} at the first tap`,
    },
  ]
}

/** A catalogue of thousands of products in one process: a full read of it, and edits of one product each. */
export const largeCatalog: Part = {
  name: "catalog",
  products: [2000, 10_000],
  seededProducts: 40,
  async run(stand) {
    await step(`Copying products until there are ${stand.products}`, () =>
      stand.exec("copy-products", [String(stand.products - 40)]),
    )
    await stand.restartWith({})
    const [shopper] = await startShoppers(stand, 1)
    const ids = await copies(stand)
    await shopper.taps(`prod:${ids[0]}`)
    // The search has an index of the same products.
    await shopper.sends("роза")
    const reloaded = await fullReload(stand, shopper, ids[0])
    return [reloaded, ...(await edits(stand, shopper, ids))]
  },
}
