import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet, PAGE_SIZE } from "../../catalog/contact-sheet"
import { stockOf } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { addCounts, addNumbered } from "../../ui/count-picker"
import { idle } from "../../ui/navigation"
import { pictureAt } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { escapeHtml } from "../../ui/texts"
import { askAddon, backToCard, openAddons, setAddon } from "./buttons"
import { keepDraft } from "./draft"
import { showProduct } from "./product-card"
import { showCatalog } from "./categories"
import { priceOrNone, variantName } from "./labels"

/** Maximum quantity of one add-on per product. */
const MOST_ADDONS = 20
const USUAL_COUNTS = [1, 2, 3, 5, 10, 20]

export type Addon = { product: Product; variant: Variant }

/** Returns the add-ons of the catalogue. Wrapping is excluded because only the bouquet builder offers it. */
export function addonsIn(catalog: Catalog): Addon[] {
  return catalog.products
    .filter((product) => product.kind === "addon" && product.addon !== "wrapping")
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
}

/** Shows a page of add-ons with quantity buttons for the product whose card is open. */
export async function showAddons(ctx: ShopContext, wantedPage: number): Promise<void> {
  const { t } = ctx
  const catalog = await catalogFor(ctx)
  const draft = ctx.session.catalog?.draft
  const product = draft && catalog.productById.get(draft.product_id)
  if (!draft || !product) {
    await ctx.answer(t.plain("common.stale"))
    return showCatalog(ctx)
  }
  const all = addonsIn(catalog)
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
  const page = Math.min(Math.max(1, wantedPage || 1), pages)
  const shown = all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  const stock = await stockOf(
    ctx,
    catalog,
    shown.map(({ variant }) => variant),
  )
  const keyboard = new InlineKeyboard()
  addNumbered(
    keyboard,
    shown.map(({ variant }) => ({
      count: Math.min(draft.addons[variant.id] ?? 0, stock.get(variant.id) ?? 0),
      most: Math.min(stock.get(variant.id) ?? 0, MOST_ADDONS),
      ask: askAddon.pack({ variantId: variant.id, page }),
    })),
  )
  if (pages > 1) {
    keyboard
      .text(t.plain("common.previous"), openAddons.pack({ page: page > 1 ? page - 1 : pages }))
      .text(t.plain("common.page", { page, pages }), idle.pack({}))
      .text(t.plain("common.next"), openAddons.pack({ page: page < pages ? page + 1 : 1 }))
      .row()
  }
  keyboard.text(t.plain("catalog.addons_done"), backToCard.pack({}))
  const lines = shown.map(({ product, variant }, index) => {
    const name = escapeHtml(clip(variantName(t, product, variant), 60))
    return `${index + 1}. ${name} — <b>${escapeHtml(priceOrNone(t, variant, stock))}</b>`
  })
  await show(ctx, {
    text: [t("catalog.addons_heading", { title: clip(product.title[t.language], 100) }), "", ...lines].join(
      "\n",
    ),
    photo: contactSheet(shown.map(({ product }) => product)),
    keyboard,
  })
}

/** Asks how many pieces of an add-on the shopper wants. */
export async function askAddonCount(ctx: ShopContext, variantId: string, page: number): Promise<void> {
  const { t } = ctx
  const catalog = await catalogFor(ctx)
  const addon = addonsIn(catalog).find(({ variant }) => variant.id === variantId)
  const draft = ctx.session.catalog?.draft
  if (!addon || !draft) {
    await ctx.answer(t.plain("common.stale"))
    return showAddons(ctx, page)
  }
  const stock = await stockOf(ctx, catalog, [addon.variant])
  await showCountOf(ctx, addon, {
    count: draft.addons[variantId] ?? 0,
    most: Math.min(stock.get(variantId) ?? 0, MOST_ADDONS),
    set: (quantity) => setAddon.pack({ variantId, quantity, page }),
    back: openAddons.pack({ page }),
  })
}

/** Shows the usual numbers of pieces of an add-on, with its picture. @param back callback data of "back" */
export async function showCountOf(
  ctx: ShopContext,
  { product, variant }: Addon,
  { back, ...counts }: { count: number; most: number; set: (count: number) => string; back: string },
): Promise<void> {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  addCounts(keyboard, { usual: USUAL_COUNTS, ...counts })
  if (counts.count > 0) {
    keyboard.text(t.plain("catalog.addon_remove"), counts.set(0)).row()
  }
  await show(ctx, {
    text: t("catalog.addon_count", { name: clip(variantName(t, product, variant), 100) }),
    photo: pictureAt(product.thumbnail),
    keyboard: keyboard.text(t.plain("common.back"), back),
  })
}

/**
 * Sets the quantity of an add-on. Ignores an unknown variant or a quantity out of range, because callback
 * data can be forged.
 */
export async function changeAddon(
  ctx: ShopContext,
  { variantId, quantity, page }: { variantId: string; quantity: number; page: number },
): Promise<void> {
  const catalog = await catalogFor(ctx)
  const draft = ctx.session.catalog?.draft
  const isAddon = addonsIn(catalog).some(({ variant }) => variant.id === variantId)
  if (draft && isAddon && quantity >= 0 && quantity <= MOST_ADDONS) {
    const { [variantId]: _, ...others } = draft.addons
    keepDraft(ctx, { ...draft, addons: quantity ? { ...others, [variantId]: quantity } : others })
  }
  await showAddons(ctx, page)
}

/** Returns from the add-ons to the product card. */
export async function returnToCard(ctx: ShopContext): Promise<void> {
  const draft = ctx.session.catalog?.draft
  if (!draft || !(await showProduct(ctx, draft.product_id))) {
    await ctx.answer(ctx.t.plain("common.stale"))
    await showCatalog(ctx)
  }
}
