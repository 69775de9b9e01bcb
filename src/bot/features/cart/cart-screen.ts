import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet } from "../../catalog/contact-sheet"
import { freePieces } from "../../catalog/stock"
import type { Catalog } from "../../catalog/types"
import { linePrices } from "../../../workflows/cart/line-prices"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { idle, openBuilder, openCatalog, openCheckout, openMenu } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { CAPTION_LENGTH, show } from "../../ui/screen"
import { shownLength } from "../../ui/html-length"
import { billOf, type Bill } from "../../../lib/money"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import {
  askPromoCode,
  repairCart,
  openCartPage,
  removeBouquet,
  removePromoCode,
  setQuantity,
} from "./buttons"
import { roundingLine } from "../checkout/lines"
import { keptUntil } from "../../messages/holds/kept-until"
import { entriesOf, lineName, type Entry, type Problem } from "./entries"
import { loadCart, type OpenCart } from "./load-cart"

/** Entries per page. A photo caption has room for this number of entries with all details. */
const PAGE = 5
const NAME_LENGTH = 60

export type CartView = {
  cart: OpenCart
  bill: Bill
  catalog: Catalog
  entries: Entry[]
  /** Text that says until when the stock is held, HTML; empty without a hold. */
  kept: string
}

/**
 * Loads the cart, compares it with current prices and stock, and renews its hold. @returns undefined when the
 * cart is empty
 */
export async function viewCart(ctx: ShopContext): Promise<CartView | undefined> {
  const [cart, catalog] = await Promise.all([loadCart(ctx), catalogFor(ctx)])
  if (!cart?.items.length) {
    return undefined
  }
  const kept = await keptUntil(ctx)
  const variants = cart.items.flatMap((line) => catalog.variantById.get(line.variant_id ?? "")?.variant ?? [])
  const free = await freePieces(ctx, catalog, variants)
  const isAsShown = cart.items.every((line) => {
    const found = catalog.variantById.get(line.variant_id ?? "")
    return !found || found.variant.price === line.unit_price
  })
  // The cart's own context decides: a price may depend on the quantity.
  const prices = isAsShown ? undefined : await linePrices(ctx.container, cart.id)
  return {
    cart,
    bill: billOf(cart),
    catalog,
    kept,
    entries: entriesOf(cart.items, catalog, { free, prices, known: ctx.session.cart_prices ?? {} }),
  }
}

/**
 * Shows the cart with its entries, totals and problems.
 *
 * @param wantedPage from 1
 * @param note message shown first, HTML
 */
export async function showCart(ctx: ShopContext, wantedPage = 1, note = ""): Promise<void> {
  expectNothing(ctx)
  const view = await viewCart(ctx)
  if (!view) {
    return showEmpty(ctx)
  }
  const { entries, catalog } = view
  const pages = Math.ceil(entries.length / PAGE)
  const page = Math.min(Math.max(1, wantedPage), pages)
  const first = (page - 1) * PAGE
  const shown = entries.slice(first, first + PAGE)
  const pictured = shown.flatMap(({ product }) => product ?? [])
  await show(ctx, {
    text: caption(ctx, view, { shown, first, note }),
    photo: pictured.length
      ? contactSheet(pictured, {
          numbered: shown.length > 1 && pictured.length === shown.length && first === 0,
        })
      : banner("cart"),
    keyboard: keyboardOf(ctx, view, { shown, first, page, pages, catalog }),
  })
}

async function showEmpty(ctx: ShopContext): Promise<void> {
  const { t } = ctx
  await show(ctx, {
    text: t("cart.empty"),
    photo: banner("cart"),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
      .text(t.plain("common.menu_builder"), openBuilder.pack({}))
      .row()
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

function caption(
  ctx: ShopContext,
  view: CartView,
  { shown, first, note }: { shown: Entry[]; first: number; note: string },
): string {
  const { t } = ctx
  const before = [note, t("cart.heading")].filter(Boolean).join("\n\n")
  const after = sums(ctx, view)
  const room = CAPTION_LENGTH - shownLength(before) - shownLength(after) - 8
  const each = Math.floor(room / shown.length) - 1
  const lines = shown.map((entry, index) => entryText(ctx, entry, view, first + index + 1, each))
  return [before, lines.join("\n"), after].join("\n\n")
}

/**
 * Renders an entry within `room` characters. The name and the sum are always present; parts and problems are
 * clipped.
 */
function entryText(ctx: ShopContext, entry: Entry, view: CartView, number: number, room: number): string {
  const { t } = ctx
  const { catalog, cart } = view
  const [line] = entry.lines
  const name = entry.isBouquet ? t.plain("cart.own_bouquet") : lineName(t, line, catalog)
  const pieces = entry.isBouquet ? "" : ` × ${line.quantity}`
  const sum = escapeHtml(money(t, entry.sum, cart.currency_code))
  const head = `${number}. ${escapeHtml(clip(name, NAME_LENGTH))}${pieces} — <b>${sum}</b>`
  const parts = entry.isBouquet
    ? entry.lines.map((part) => `${lineName(t, part, catalog)} × ${part.quantity}`).join(", ")
    : ""
  const troubles = entry.problems.map((problem) => problemText(ctx, problem, entry, catalog)).join(" ")
  const details = [parts, troubles].filter(Boolean)
  const free = room - shownLength(head) - details.length
  const share = Math.floor(free / Math.max(1, details.length))
  const fitting = share > 10 ? details.map((detail) => `\n<i>${escapeHtml(clip(detail, share))}</i>`) : []
  return `${head}${fitting.join("")}`
}

/** Describes a problem in plain text. For a custom bouquet, the text names the part. */
function problemText({ t }: ShopContext, problem: Problem, entry: Entry, catalog: Catalog): string {
  const what = entry.isBouquet ? `${lineName(t, problem.line, catalog)}: ` : ""
  switch (problem.kind) {
    case "gone":
      return `⚠️ ${what}${t.plain("cart.gone")}`
    case "short":
      return `⚠️ ${what}${shortText(t, problem)}`
    case "price":
      return `⚠️ ${what}${t.plain("cart.price_changed", { price: money(t, problem.price, catalog.currency_code) })}`
  }
}

function shortText(t: Translate, { left, isReserved }: Extract<Problem, { kind: "short" }>): string {
  if (left > 0) {
    return t.plain(isReserved ? "cart.short_reserved" : "cart.short", { count: left })
  }
  return t.plain(isReserved ? "cart.all_reserved" : "cart.none_left")
}

function sums({ t }: ShopContext, { cart, bill, entries, kept }: CartView): string {
  const price = (amount: number) => money(t, amount, bill.currency_code)
  const goods = bill.lines.reduce((sum, line) => sum + line, 0)
  const lines = [t("cart.goods", { price: price(goods) })]
  if (bill.discount > 0) {
    lines.push(
      t("cart.discount", {
        price: price(bill.discount),
        codes: codesOf(cart.promotions),
      }),
    )
  }
  if (cart.waiting_promotions.length) {
    lines.push(t("cart.promo_waiting", { codes: codesOf(cart.waiting_promotions) }))
  }
  if (bill.delivery > 0) {
    lines.push(t("cart.delivery", { price: price(bill.delivery) }))
  }
  if (bill.credit > 0) {
    lines.push(t("checkout.line_credit", { price: price(bill.credit) }))
  }
  if (bill.rounding) {
    lines.push(roundingLine(t, bill))
  }
  lines.push(t("cart.total", { price: price(bill.total) }))
  if (entries.some(({ problems }) => problems.length)) {
    lines.push(`\n${t("cart.needs_resolution")}`)
  } else if (kept) {
    lines.push(`\n${kept}`)
  }
  return lines.join("\n")
}

const codesOf = (promotions: { code: string }[]) =>
  clip(promotions.map(({ code }) => code).join(", ") || "—", 60)

type Page = { shown: Entry[]; first: number; page: number; pages: number; catalog: Catalog }

function keyboardOf(ctx: ShopContext, { cart, bill, entries }: CartView, at: Page): InlineKeyboard {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  const isBroken = entries.some(({ problems }) => problems.length)
  at.shown.forEach((entry, index) => addEntry(ctx, keyboard, entry, { ...at, number: at.first + index + 1 }))
  if (at.pages > 1) {
    keyboard
      .text(t.plain("common.previous"), openCartPage.pack({ page: at.page > 1 ? at.page - 1 : at.pages }))
      .text(t.plain("common.page", { page: at.page, pages: at.pages }), idle.pack({}))
      .text(t.plain("common.next"), openCartPage.pack({ page: at.page < at.pages ? at.page + 1 : 1 }))
      .row()
  }
  for (const { id, code } of [...cart.promotions, ...cart.waiting_promotions].slice(0, 3)) {
    keyboard
      .text(t.plain("cart.remove_code", { code: clip(code, 30) }), removePromoCode.pack({ promotionId: id }))
      .row()
  }
  keyboard
    .text(t.plain("cart.promo"), askPromoCode.pack({}))
    .text(t.plain("catalog.continue"), openCatalog.pack({}))
    .row()
  if (isBroken) {
    keyboard.text(t.plain("cart.resolve"), repairCart.pack({})).row()
  } else {
    const total = money(t, bill.total, bill.currency_code)
    keyboard.text(t.plain("cart.checkout", { price: total }), openCheckout.pack({})).row()
  }
  return keyboard.text(t.plain("common.to_menu"), openMenu.pack({}))
}

function addEntry(
  { t }: ShopContext,
  keyboard: InlineKeyboard,
  entry: Entry,
  { number, page }: Page & { number: number },
): void {
  const [line] = entry.lines
  if (entry.isBouquet) {
    const label = `🗑 ${number}. ${t.plain("cart.own_bouquet")}`
    keyboard.text(label, removeBouquet.pack({ bouquetId: entry.key, page })).row()
    return
  }
  const set = (quantity: number) => setQuantity.pack({ lineId: line.id, quantity, page })
  keyboard
    .text(line.quantity > 1 ? "−" : "🗑", set(line.quantity - 1))
    // The button is too narrow for the name. The list above shows it.
    .text(`${number}. × ${line.quantity}`, idle.pack({}))
    .text("+", set(line.quantity + 1))
    .row()
}
