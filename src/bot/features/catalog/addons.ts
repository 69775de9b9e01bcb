import { InlineKeyboard } from "grammy"
import { catalogOf } from "../../catalog/cache"
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
import { showCatalog } from "./shelves"
import { priceOrNone, variantName } from "./words"

/** One bouquet comes with so many of one add-on at most. */
const MOST_ADDONS = 20

export type Addon = { product: Product; variant: Variant }

/** What can be added to a bouquet; wrapping is for the bouquets that one builds oneself. */
export function addonsIn(catalog: Catalog): Addon[] {
  return catalog.products
    .filter((product) => product.kind === "addon" && product.addon !== "wrapping")
    .flatMap((product) => product.variants.map((variant) => ({ product, variant })))
}

/** A page of add-ons for the product whose card is open, each with a count. */
export async function showAddons(ctx: ShopContext, wantedPage: number): Promise<void> {
  const { t } = ctx
  const catalog = await catalogOf(ctx.container)
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
  /** Its number in the list above. */
  number: number
  name: string
  count: number
  most: number
  /** The data of a button that sets the count. */
  set: (count: number) => string
  /** The data of the label between "−" and "+"; without it the label is only to be read. */
  labelTap?: string
}

/** A row of buttons that counts: one button while there is none, "− n +" from then on. */
export function addCounter(
  keyboard: InlineKeyboard,
  { number, name, count, most, set, labelTap }: Counter,
): void {
  if (most < 1) {
    keyboard.text(`${number}. ${name} ✖️`, idle.pack({})).row()
  } else if (count < 1) {
    keyboard.text(`+ ${number}. ${name}`, set(1)).row()
  } else {
    // A phone has no room for the name between the two; the list above has it.
    keyboard
      .text("−", set(count - 1))
      .text(`${number}. × ${count}`, labelTap ?? idle.pack({}))
      .text("+", count < most ? set(count + 1) : idle.pack({}))
      .row()
  }
}

/** Changes how many of an add-on come with the product; a forged count or variant changes nothing. */
export async function changeAddon(
  ctx: ShopContext,
  { variantId, quantity, page }: { variantId: string; quantity: number; page: number },
): Promise<void> {
  const catalog = await catalogOf(ctx.container)
  const draft = ctx.session.catalog?.draft
  const isAddon = addonsIn(catalog).some(({ variant }) => variant.id === variantId)
  if (draft && isAddon && quantity >= 0 && quantity <= MOST_ADDONS) {
    const { [variantId]: _, ...others } = draft.addons
    keepDraft(ctx, { ...draft, addons: quantity ? { ...others, [variantId]: quantity } : others })
  }
  await showAddons(ctx, page)
}

/** Back from the add-ons to the card they are for. */
export async function returnToCard(ctx: ShopContext): Promise<void> {
  const draft = ctx.session.catalog?.draft
  if (!draft || !(await showProduct(ctx, draft.product_id))) {
    await ctx.answer(ctx.t.plain("common.stale"))
    await showCatalog(ctx)
  }
}
