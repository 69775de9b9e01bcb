import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet, PAGE_SIZE } from "../../catalog/contact-sheet"
import { stockOf } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { idle } from "../../ui/navigation"
import { show } from "../../ui/screen"
import { escapeHtml } from "../../ui/texts"
import { backToCard, openAddons, setAddon } from "./buttons"
import { keepDraft } from "./draft"
import { showProduct } from "./product-card"
import { showCatalog } from "./categories"
import { priceOrNone, variantName } from "./labels"

/** Maximum quantity of one add-on per product. */
const MOST_ADDONS = 20

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
  shown.forEach((addon, index) =>
    addCounter(keyboard, {
      number: index + 1,
      name: clip(addon.product.title[t.language], 30),
      count: Math.min(draft.addons[addon.variant.id] ?? 0, stock.get(addon.variant.id) ?? 0),
      most: Math.min(stock.get(addon.variant.id) ?? 0, MOST_ADDONS),
      set: (quantity) => setAddon.pack({ variantId: addon.variant.id, quantity, page }),
    }),
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

type Counter = {
  /** Position in the list above the buttons. */
  number: number
  name: string
  count: number
  most: number
  /** Returns the callback data that sets the count. */
  set: (count: number) => string
  /** Callback data of the label between "−" and "+"; without it the label does nothing. */
  labelTap?: string
}

/** Adds a quantity row: one "+" button at 0, otherwise "− n +". */
export function addCounter(
  keyboard: InlineKeyboard,
  { number, name, count, most, set, labelTap }: Counter,
): void {
  if (most < 1) {
    keyboard.text(`${number}. ${name} ✖️`, idle.pack({})).row()
  } else if (count < 1) {
    keyboard.text(`+ ${number}. ${name}`, set(1)).row()
  } else {
    // The button is too narrow for the name. The list above shows it.
    keyboard
      .text("−", set(count - 1))
      .text(`${number}. × ${count}`, labelTap ?? idle.pack({}))
      .text("+", count < most ? set(count + 1) : idle.pack({}))
      .row()
  }
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
