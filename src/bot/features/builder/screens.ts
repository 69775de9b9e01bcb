import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet, PAGE_SIZE } from "../../catalog/contact-sheet"
import type { Stock } from "../../catalog/stock"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { idle, openMenu } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { addNumbered } from "../../ui/count-picker"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { amount, escapeHtml, money, type Translate } from "../../ui/texts"
import { addonsIn } from "../catalog/addons"
import { priceOrNone, variantName } from "../catalog/labels"
import {
  bouquetOf,
  FEWEST_STEMS,
  MOST_EXTRAS,
  MOST_STEMS,
  stemsIn,
  wrappingsIn,
  type Bouquet,
  type Counted,
  type Piece,
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
} from "./buttons"

/**
 * Shows the summary of the bouquet and a page of stems with numbered buttons. The picture, the price and the cart's button
 * are on a phone's screen together.
 *
 * @param wantedPage from 1
 * @param note message shown first, HTML
 */
export async function showStems(ctx: ShopContext, wantedPage = 1, note = ""): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const catalog = await catalogFor(ctx)
  const { shown, page, pages } = pageOf(stemsIn(catalog), wantedPage)
  const { bouquet, stock } = await bouquetOf(ctx, catalog, shown)
  const keyboard = new InlineKeyboard()
  addCartButton(keyboard, t, bouquet)
  addNumbered(
    keyboard,
    shown.map(({ variant }) => ({
      count: bouquet.draft.stems[variant.id] ?? 0,
      most: mostOf(variant.id, stock, bouquet),
      ask: askStem.pack({ variantId: variant.id, page }),
    })),
  )
  addPages(keyboard, t, { page, pages, pack: (number) => openStems.pack({ page: number }) })
  addBouquetButtons(
    keyboard,
    t,
    bouquet,
    catalog.products.some(({ addon }) => addon === "wrapping"),
  )
  await show(ctx, {
    text: [note || (bouquet.total ? "" : t("builder.heading")), prices(t, shown, stock), summary(t, bouquet)]
      .filter(Boolean)
      .join("\n\n"),
    photo: shown.length ? contactSheet(shown.map(({ product }) => product)) : banner("builder"),
    keyboard,
  })
}

/** Returns the maximum quantity of a stem, limited by stock and by the size of a bouquet. */
export function mostOf(variantId: string, stock: Stock, { draft, stemCount }: Bouquet): number {
  const others = stemCount - (draft.stems[variantId] ?? 0)
  return Math.min(stock.get(variantId) ?? 0, MOST_STEMS - others)
}

/** Shows the available wrappings. */
export async function showWrappings(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const catalog = await catalogFor(ctx)
  const wrappings = wrappingsIn(catalog).slice(0, PAGE_SIZE * 2)
  const { bouquet, stock } = await bouquetOf(ctx, catalog, wrappings)
  const keyboard = new InlineKeyboard()
  for (const { product, variant } of wrappings) {
    const name = clip(variantName(t, product, variant), 36)
    const isThere = (stock.get(variant.id) ?? 0) > 0
    const isChosen = bouquet.wrapping?.variant.id === variant.id
    const absent = stock.isReserved(variant.id) ? "⏳" : "✖️"
    const label = isThere
      ? `${isChosen ? "✅ " : ""}${name} · ${money(t, variant.price, variant.currency_code)}`
      : `${name} ${absent}`
    keyboard.text(label, isThere ? chooseWrapping.pack({ variantId: variant.id }) : idle.pack({})).row()
  }
  keyboard
    .text(
      `${bouquet.wrapping ? "" : "✅ "}${t.plain("builder.no_wrapping")}`,
      chooseWrapping.pack({ variantId: "-" }),
    )
    .row()
    .text(t.plain("builder.to_stems"), openStems.pack({ page: 1 }))
  await show(ctx, {
    text: [t("builder.wrapping_heading"), summary(t, bouquet)].join("\n\n"),
    photo: wrappings.length
      ? contactSheet(
          wrappings.map(({ product }) => product),
          { numbered: false },
        )
      : banner("builder"),
    keyboard,
  })
}

/** Shows a page of add-ons for the bouquet. */
export async function showExtras(ctx: ShopContext, wantedPage: number): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const catalog = await catalogFor(ctx)
  const { shown, page, pages } = pageOf(addonsIn(catalog), wantedPage)
  const { bouquet, stock } = await bouquetOf(ctx, catalog, shown)
  const keyboard = new InlineKeyboard()
  addNumbered(
    keyboard,
    shown.map(({ variant }) => ({
      count: bouquet.draft.addons[variant.id] ?? 0,
      most: Math.min(stock.get(variant.id) ?? 0, MOST_EXTRAS),
      ask: askExtra.pack({ variantId: variant.id, page }),
    })),
  )
  addPages(keyboard, t, { page, pages, pack: (number) => openExtras.pack({ page: number }) })
  keyboard.text(t.plain("builder.to_stems"), openStems.pack({ page: 1 }))
  await show(ctx, {
    text: [t("builder.extras_heading"), prices(t, shown, stock), summary(t, bouquet)].join("\n\n"),
    photo: shown.length ? contactSheet(shown.map(({ product }) => product)) : banner("builder"),
    keyboard,
  })
}

function pageOf(all: Piece[], wanted: number): { shown: Piece[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE))
  const page = Math.min(Math.max(1, wanted), pages)
  return { shown: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), page, pages }
}

function prices(t: Translate, shown: Piece[], stock: Stock): string {
  if (!shown.length) {
    return t("builder.nothing_to_choose")
  }
  return shown
    .map(({ product, variant }, index) => {
      const name = escapeHtml(clip(variantName(t, product, variant), 44))
      // Without the currency, which the total has, a line fits a phone.
      const price = stock.get(variant.id)
        ? amount(variant.price, variant.currency_code)
        : priceOrNone(t, variant, stock)
      return `${index + 1}. ${name} · <b>${escapeHtml(price)}</b>`
    })
    .join("\n")
}

/** Returns the contents and the total of the bouquet, HTML. */
function summary(t: Translate, bouquet: Bouquet): string {
  const { stems, wrapping, extras, stemCount, total, currency_code } = bouquet
  if (!total) {
    return t("builder.empty", { count: FEWEST_STEMS })
  }
  const names = (pieces: Counted[]) =>
    clip(pieces.map(({ product, quantity }) => `${product.title[t.language]} × ${quantity}`).join(", "), 140)
  return [
    stems.length ? t("builder.stems", { names: names(stems) }) : "",
    wrapping ? t("builder.wrapping_is", { name: clip(wrapping.product.title[t.language], 60) }) : "",
    extras.length ? t("builder.extras_are", { names: names(extras) }) : "",
    t("builder.total", { count: stemCount, price: money(t, total, currency_code) }),
    stemCount >= FEWEST_STEMS && stemCount % 2 === 0 ? t("builder.even_number") : "",
  ]
    .filter(Boolean)
    .join("\n")
}

function addPages(
  keyboard: InlineKeyboard,
  t: Translate,
  { page, pages, pack }: { page: number; pages: number; pack: (page: number) => string },
): void {
  if (pages > 1) {
    keyboard
      .text(t.plain("common.previous"), pack(page > 1 ? page - 1 : pages))
      .text(t.plain("common.page", { page, pages }), idle.pack({}))
      .text(t.plain("common.next"), pack(page < pages ? page + 1 : 1))
      .row()
  }
}

function addCartButton(
  keyboard: InlineKeyboard,
  t: Translate,
  { draft, stemCount, total, currency_code }: Bouquet,
): void {
  if (stemCount >= FEWEST_STEMS) {
    keyboard
      .text(
        t.plain("catalog.add_to_cart", { price: money(t, total, currency_code) }),
        addBouquet.pack({ bouquetId: draft.id }),
      )
      .row()
  }
}

function addBouquetButtons(
  keyboard: InlineKeyboard,
  t: Translate,
  { wrapping, extras, total }: Bouquet,
  hasWrappings: boolean,
): void {
  const label = extras.length
    ? t.plain("builder.extras_count", { count: extras.length })
    : t.plain("builder.extras")
  const wrappings = {
    label: t.plain(wrapping ? "builder.wrapping_chosen" : "builder.wrapping"),
    data: openWrappings.pack({}),
  }
  addInRows(
    keyboard,
    [...(hasWrappings ? [wrappings] : []), { label, data: openExtras.pack({ page: 1 }) }],
    2,
  )
  if (total) {
    keyboard.text(t.plain("builder.clear"), clearBouquet.pack({}))
  }
  keyboard.text(t.plain("common.to_menu"), openMenu.pack({}))
}
