import { Composer, InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet } from "../../catalog/contact-sheet"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expect, onAnswer } from "../../ui/expect"
import { openBuilder, openCart, openCatalog, openCheckout } from "../../ui/navigation"
import { addCounts } from "../../ui/count-picker"
import { pictureAt } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { money } from "../../ui/texts"
import { keptUntil } from "../../messages/holds/kept-until"
import { putIntoCart } from "../catalog/add-to-cart"
import { addonsIn, showCountOf } from "../catalog/addons"
import { cartCount } from "../cart-count"
import { showCart } from "../cart"
import { variantName } from "../catalog/labels"
import {
  bouquetOf,
  draftOf,
  FEWEST_STEMS,
  MOST_EXTRAS,
  MOST_STEMS,
  stemsIn,
  withCount,
  wrappingsIn,
  type Bouquet,
} from "./bouquet"
import {
  addBouquet,
  askExtra,
  askStem,
  chooseWrapping,
  clearBouquet,
  openExtras,
  openStems,
  openWrappings,
  setExtra,
  setStem,
} from "./buttons"
import { mostOf, showExtras, showStems, showWrappings } from "./screens"

const HOW_MANY = "builder.count"
/** Numbers of stems that shoppers choose most: odd ones, as a festive bouquet has. */
const USUAL_STEMS = [1, 3, 5, 7, 9, 11, 15, 21, 25, 35, 51, 101]

/** The builder of custom bouquets. The draft is stored in the session until it is added to the cart. */
export const builder = new Composer<ShopContext>()

openBuilder.on(builder, (ctx) => showStems(ctx))
openStems.on(builder, (ctx, { page }) => showStems(ctx, wholeNumber(page) ?? 1))

setStem.on(builder, async (ctx, { variantId, quantity, page }) => {
  await changeStem(ctx, variantId, wholeNumber(quantity))
  await showStems(ctx, wholeNumber(page) ?? 1)
})
askStem.on(builder, (ctx, { variantId, page }) => ask(ctx, variantId, wholeNumber(page) ?? 1))
onAnswer(builder, HOW_MANY, "message:text", async (ctx, about = "") => {
  const [variantId, page] = about.split("|")
  const quantity = wholeNumber(ctx.message.text.trim())
  if (quantity === undefined || quantity > MOST_STEMS) {
    return ask(ctx, variantId, wholeNumber(page) ?? 1, ctx.t("builder.not_a_number", { count: MOST_STEMS }))
  }
  const got = await changeStem(ctx, variantId, quantity)
  const note = got < quantity ? ctx.t("builder.reduced_to_stock", { count: got }) : ""
  return showStems(ctx, wholeNumber(page) ?? 1, note)
})

onAnswer(builder, HOW_MANY, "message", (ctx, about = "") => {
  const [variantId, page] = about.split("|")
  return ask(ctx, variantId, wholeNumber(page) ?? 1, ctx.t("common.not_an_answer"))
})

openWrappings.on(builder, showWrappings)
chooseWrapping.on(builder, async (ctx, { variantId }) => {
  const catalog = await catalogFor(ctx)
  const isOffered = wrappingsIn(catalog).some(({ variant }) => variant.id === variantId)
  ctx.session.builder = { ...draftOf(ctx), wrapping: isOffered ? variantId : undefined }
  await (isOffered ? showStems(ctx) : showWrappings(ctx))
})

openExtras.on(builder, (ctx, { page }) => showExtras(ctx, wholeNumber(page) ?? 1))
askExtra.on(builder, async (ctx, { variantId, page }) => {
  const catalog = await catalogFor(ctx)
  const extra = addonsIn(catalog).find(({ variant }) => variant.id === variantId)
  if (!extra) {
    await ctx.answer(ctx.t.plain("common.stale"))
    return showExtras(ctx, wholeNumber(page) ?? 1)
  }
  const { bouquet, stock } = await bouquetOf(ctx, catalog, [extra])
  await showCountOf(ctx, extra, {
    count: bouquet.draft.addons[variantId] ?? 0,
    most: Math.min(stock.get(variantId) ?? 0, MOST_EXTRAS),
    set: (quantity) => setExtra.pack({ variantId, quantity, page }),
    back: openExtras.pack({ page }),
  })
})
setExtra.on(builder, async (ctx, { variantId, quantity, page }) => {
  const catalog = await catalogFor(ctx)
  const count = wholeNumber(quantity)
  if (
    count !== undefined &&
    count <= MOST_EXTRAS &&
    addonsIn(catalog).some(({ variant }) => variant.id === variantId)
  ) {
    const draft = draftOf(ctx)
    ctx.session.builder = { ...draft, addons: withCount(draft.addons, variantId, count) }
  }
  await showExtras(ctx, wholeNumber(page) ?? 1)
})

clearBouquet.on(builder, async (ctx) => {
  ctx.session.builder = undefined
  await ctx.answer(ctx.t.plain("builder.cleared"))
  await showStems(ctx)
})

addBouquet.on(builder, async (ctx, { bouquetId }) => {
  const catalog = await catalogFor(ctx)
  const before = ctx.session.builder
  if (before?.id !== bouquetId) {
    // The first tap has already added the bouquet, or the button is outdated.
    await ctx.answer(ctx.t.plain("common.stale"))
    return showCart(ctx)
  }
  const wishes = JSON.stringify([before.stems, before.addons, before.wrapping])
  const { bouquet } = await bouquetOf(ctx, catalog)
  const { stems, addons, wrapping } = bouquet.draft
  if (JSON.stringify([stems, addons, wrapping]) !== wishes || bouquet.stemCount < FEWEST_STEMS) {
    await ctx.answer(ctx.t.plain("catalog.not_enough"), { alert: true })
    return showStems(ctx)
  }
  if (!(await putIntoCart(ctx, linesOf(bouquet)))) {
    return showStems(ctx)
  }
  ctx.session.builder = undefined
  return showAdded(ctx, bouquet)
})

/**
 * Returns the cart lines of the bouquet. The stems and the wrapping share `bouquet_id`; add-ons are separate
 * lines.
 */
function linesOf({ draft, stems, wrapping, extras }: Bouquet) {
  const metadata = { bouquet_id: draft.id }
  const parts = [...stems, ...(wrapping ? [{ ...wrapping, quantity: 1 }] : [])]
  return [
    ...parts.map(({ variant, quantity }) => ({ variant_id: variant.id, quantity, metadata })),
    ...extras.map(({ variant, quantity }) => ({ variant_id: variant.id, quantity })),
  ]
}

/** Sets the quantity of a stem. @returns the quantity after the stock and size limits */
async function changeStem(
  ctx: ShopContext,
  variantId: string,
  quantity: number | undefined,
): Promise<number> {
  const catalog = await catalogFor(ctx)
  const draft = draftOf(ctx)
  const others = Object.entries(draft.stems).reduce(
    (sum, [id, count]) => (id === variantId ? sum : sum + count),
    0,
  )
  if (quantity !== undefined && stemsIn(catalog).some(({ variant }) => variant.id === variantId)) {
    const fitting = Math.min(quantity, MOST_STEMS - others)
    ctx.session.builder = { ...draft, stems: withCount(draft.stems, variantId, fitting) }
  }
  const { bouquet } = await bouquetOf(ctx, catalog)
  return bouquet.draft.stems[variantId] ?? 0
}

/** Parses a non-negative integer from a button or a message. @returns undefined when the text is not one */
function wholeNumber(text: string | undefined): number | undefined {
  return text && /^\d{1,4}$/.test(text) ? Number(text) : undefined
}

async function ask(ctx: ShopContext, variantId: string, page: number, before?: string): Promise<void> {
  const { t } = ctx
  const catalog = await catalogFor(ctx)
  const stem = stemsIn(catalog).find(({ variant }) => variant.id === variantId)
  if (!stem) {
    await ctx.answer(t.plain("common.stale"))
    return showStems(ctx, page)
  }
  expect(ctx, HOW_MANY, `${variantId}|${page}`)
  const { bouquet, stock } = await bouquetOf(ctx, catalog, [stem])
  const count = bouquet.draft.stems[variantId] ?? 0
  const set = (quantity: number) => setStem.pack({ variantId, quantity, page })
  const keyboard = new InlineKeyboard()
  addCounts(keyboard, { usual: USUAL_STEMS, count, most: mostOf(variantId, stock, bouquet), set })
  if (count > 0) {
    keyboard.text(t.plain("catalog.addon_remove"), set(0)).row()
  }
  const name = clip(variantName(t, stem.product, stem.variant), 100)
  await show(ctx, {
    text: [before, t("builder.ask_count", { name })].filter(Boolean).join("\n\n"),
    photo: pictureAt(stem.product.thumbnail),
    keyboard: keyboard.text(t.plain("builder.to_stems"), openStems.pack({ page })),
  })
}

async function showAdded(
  ctx: ShopContext,
  { stems, stemCount, total, currency_code }: Bouquet,
): Promise<void> {
  const { t } = ctx
  const [count, kept] = await Promise.all([cartCount(ctx), keptUntil(ctx)])
  await show(ctx, {
    text: [t("builder.added", { count: stemCount, price: money(t, total, currency_code) }), kept]
      .filter(Boolean)
      .join("\n\n"),
    photo: contactSheet(
      stems.map(({ product }) => product),
      { numbered: false },
    ),
    keyboard: new InlineKeyboard()
      .text(t.plain("catalog.checkout"), openCheckout.pack({}))
      .row()
      .text(t.plain("common.menu_cart_count", { count }), openCart.pack({}))
      .text(t.plain("catalog.continue"), openCatalog.pack({})),
  })
}
