import { Composer, InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet } from "../../catalog/contact-sheet"
import { codesOf, countFilters, filterProducts, isVip, PRICE_BANDS } from "../../catalog/filters"
import type { ShopContext } from "../../runtime/context"
import type { Button } from "../../ui/rows"
import { show } from "../../ui/screen"
import type { ProductFilters } from "../../runtime/session"
import { amount, money } from "../../ui/texts"
import { backToList, clearFilters, openFilters, toggleFilter } from "./buttons"
import { productsOf, showList } from "./list"
import { tagLabel } from "./labels"

/** The screen of the product filters: colour, occasion, price and VIP. */
export const filterScreen = new Composer<ShopContext>()

openFilters.on(filterScreen, showFilters)
toggleFilter.on(filterScreen, async (ctx, { kind, code }) => {
  const filters = ctx.session.catalog?.filters ?? {}
  keepFilters(ctx, await toggled(ctx, filters, kind, code))
  await showFilters(ctx)
})
clearFilters.on(filterScreen, async (ctx, { then }) => {
  keepFilters(ctx, {})
  const list = ctx.session.catalog?.list
  return then === "list" && list ? showList(ctx, { ...list, page: 1 }) : showFilters(ctx)
})

function keepFilters(ctx: ShopContext, filters: ProductFilters): void {
  const list = ctx.session.catalog?.list
  ctx.session.catalog = { ...ctx.session.catalog, filters, list: list && { ...list, page: 1 } }
}

/**
 * Adds or removes a choice. Ignores choices that the screen does not offer, because callback data can be
 * forged or outdated.
 */
async function toggled(
  ctx: ShopContext,
  filters: ProductFilters,
  kind: string,
  code: string,
): Promise<ProductFilters> {
  const { products } = await catalogFor(ctx)
  if ((kind === "color" || kind === "occasion") && codesOf(products, kind).includes(code)) {
    const chosen = filters[kind] ?? []
    const rest = chosen.filter((one) => one !== code)
    return { ...filters, [kind]: rest.length < chosen.length ? rest : [...chosen, code] }
  }
  if (kind === "price" && Object.hasOwn(PRICE_BANDS, code)) {
    return { ...filters, price: filters.price === code ? undefined : code }
  }
  return kind === "vip" ? { ...filters, vip: !filters.vip } : filters
}

async function showFilters(ctx: ShopContext): Promise<void> {
  const { t, session } = ctx
  const catalog = await catalogFor(ctx)
  const list = session.catalog?.list ?? { source: "all", page: 1 }
  session.catalog = { ...session.catalog, list }
  const filters = session.catalog.filters ?? {}
  const passing = filterProducts((await productsOf(catalog, list)) ?? catalog.products, filters)
  const keyboard = new InlineKeyboard()
  addChoices(keyboard, choices(ctx, "color", codesOf(catalog.products, "color"), filters.color))
  addChoices(keyboard, choices(ctx, "occasion", codesOf(catalog.products, "occasion"), filters.occasion))
  addChoices(keyboard, priceChoices(ctx, catalog.currency_code, filters.price))
  if (catalog.products.some(isVip)) {
    addChoices(keyboard, [choice(t.plain("catalog.vip"), "vip", "yes", Boolean(filters.vip))])
  }
  keyboard.text(t.plain("catalog.show_found", { count: passing.length }), backToList.pack({})).row()
  if (countFilters(filters)) {
    keyboard.text(t.plain("catalog.clear_filters"), clearFilters.pack({ then: "filters" }))
  }
  await show(ctx, {
    text: t("catalog.filters_heading", { count: passing.length }),
    photo: contactSheet(passing, { numbered: false }),
    keyboard,
  })
}

function choice(label: string, kind: string, code: string, isOn: boolean): Button {
  return { label: isOn ? `✅ ${label}` : label, data: toggleFilter.pack({ kind, code }) }
}

function choices(
  { t }: ShopContext,
  kind: "color" | "occasion",
  codes: string[],
  chosen: string[] = [],
): Button[] {
  return codes
    .filter((code) => code.length <= 30)
    .slice(0, 24)
    .map((code) => choice(tagLabel(t, kind, code), kind, code, chosen.includes(code)))
}

function priceChoices({ t }: ShopContext, currency: string, chosen: string | undefined): Button[] {
  return Object.entries(PRICE_BANDS).map(([code, { from, to }]) => {
    // "150 000 – 300 000" without the currency, because a phone would cut the longer label.
    const values = {
      from: to === Infinity ? money(t, from, currency) : amount(from, currency),
      to: from === 0 ? money(t, to, currency) : amount(to, currency),
    }
    const key = from === 0 ? "band_below" : to === Infinity ? "band_above" : "band_between"
    return choice(t.plain(`catalog.${key}`, values), "price", code, chosen === code)
  })
}

/** Adds two buttons per row, also when a chosen label gets longer, so that the buttons keep their places. */
function addChoices(keyboard: InlineKeyboard, all: Button[]): void {
  all.forEach(({ label, data }, index) => {
    keyboard.text(label, data)
    if (index % 2 === 1) {
      keyboard.row()
    }
  })
  keyboard.row()
}
