import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet, PAGE_SIZE } from "../../catalog/contact-sheet"
import { countFilters, filterProducts } from "../../catalog/filters"
import { findProducts } from "../../catalog/search-index"
import type { Catalog, Category, Product } from "../../catalog/types"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { idle, openCatalog, openSearch } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import type { ProductList } from "../../runtime/session"
import { escapeHtml } from "../../ui/texts"
import { clearFilters, openAll, openCategory, openFilters, openFound, openProduct } from "./buttons"
import { showCatalog } from "./categories"
import { priceLabel } from "./labels"
import { addPassButton } from "./suggest"

const TITLE_LENGTH = 70
const BUTTON_LENGTH = 40
/**
 * Maximum number of subcategory buttons, because Telegram limits keyboards. The search finds the products of
 * the others.
 */
const MOST_CHIPS = 12

/** The products of a list without filters; undefined when the category no longer exists. */
export async function productsOf(catalog: Catalog, list: ProductList): Promise<Product[] | undefined> {
  if (list.source === "category") {
    return catalog.categoryById.get(list.category_id)?.products
  }
  return list.source === "search" ? findProducts(catalog, list.words) : catalog.products
}

/**
 * Shows a page of a product list: one picture of all products on the page, and a button for each.
 * Stores the list in the session for the "back" button.
 */
export async function showList(ctx: ShopContext, list: ProductList): Promise<void> {
  const catalog = await catalogFor(ctx)
  const products = await productsOf(catalog, list)
  if (!products) {
    await ctx.answer(ctx.t.plain("catalog.category_gone"))
    return showCatalog(ctx)
  }
  const filters = ctx.session.catalog?.filters ?? {}
  const passing = filterProducts(products, filters)
  const pages = Math.max(1, Math.ceil(passing.length / PAGE_SIZE))
  const page = Math.min(Math.max(1, list.page || 1), pages)
  const shown = passing.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
  ctx.session.catalog = { ...ctx.session.catalog, list: { ...list, page } }
  if (list.source !== "search") {
    expectNothing(ctx)
  }
  const keyboard = new InlineKeyboard()
  addChips(ctx, keyboard, catalog, list)
  addProducts(ctx, keyboard, shown)
  addPages(ctx, keyboard, { list, page, pages })
  addFilters(ctx, keyboard)
  addBackButtons(ctx, keyboard, catalog, list)
  await show(ctx, {
    text: [heading(ctx, catalog, list), filterLine(ctx), lines(ctx, shown)].filter(Boolean).join("\n\n"),
    photo: contactSheet(shown),
    keyboard,
  })
}

function heading({ t }: ShopContext, catalog: Catalog, list: ProductList): string {
  if (list.source === "search") {
    return t("catalog.found_heading", { words: clip(list.words, 100) })
  }
  const category = list.source === "category" ? catalog.categoryById.get(list.category_id) : undefined
  if (!category) {
    return t("catalog.all_heading")
  }
  const names = path(catalog, category).map(({ name }) => name[t.language])
  return t("catalog.category_heading", { name: clip(names.join(" · "), 150) })
}

function path(catalog: Catalog, category: Category): Category[] {
  const parent = category.parent_id ? catalog.categoryById.get(category.parent_id) : undefined
  return parent ? [...path(catalog, parent), category] : [category]
}

function filterLine({ t, session }: ShopContext): string {
  const count = countFilters(session.catalog?.filters ?? {})
  return count ? t("catalog.filters_on", { count }) : ""
}

function lines({ t, session }: ShopContext, products: Product[]): string {
  if (!products.length) {
    return t(
      countFilters(session.catalog?.filters ?? {})
        ? "catalog.filters_match_nothing"
        : "catalog.category_empty",
    )
  }
  return products
    .map((product, index) => {
      const title = escapeHtml(clip(product.title[t.language], TITLE_LENGTH))
      return `${index + 1}. ${title} — <b>${escapeHtml(priceLabel(t, product))}</b>`
    })
    .join("\n")
}

/** Adds buttons for the subcategories, or for the sibling categories when there are none. */
function addChips({ t }: ShopContext, keyboard: InlineKeyboard, catalog: Catalog, list: ProductList): void {
  const category = list.source === "category" ? catalog.categoryById.get(list.category_id) : undefined
  if (!category) {
    return
  }
  const parent = category.parent_id ? catalog.categoryById.get(category.parent_id) : undefined
  const chips = category.children.length ? category.children : (parent?.children ?? [])
  const buttons = chips.slice(0, MOST_CHIPS).map((chip) => {
    const isChosen = chip === category
    const name = clip(chip.name[t.language], BUTTON_LENGTH)
    return {
      label: isChosen ? `• ${name}` : name,
      // A tap on the chosen subcategory returns to the parent.
      data: openCategory.pack({ categoryId: isChosen && parent ? parent.id : chip.id, page: 1 }),
    }
  })
  addInRows(keyboard, buttons, 2)
}

function addProducts({ t }: ShopContext, keyboard: InlineKeyboard, products: Product[]): void {
  const buttons = products.map((product, index) => ({
    label: `${index + 1}. ${clip(product.title[t.language], BUTTON_LENGTH)}`,
    data: openProduct.pack({ productId: product.id }),
  }))
  addInRows(keyboard, buttons, 2)
}

function packPage(list: ProductList, page: number): string {
  switch (list.source) {
    case "category":
      return openCategory.pack({ categoryId: list.category_id, page })
    case "search":
      return openFound.pack({ page })
    case "all":
      return openAll.pack({ page })
  }
}

function addPages(
  { t }: ShopContext,
  keyboard: InlineKeyboard,
  { list, page, pages }: { list: ProductList; page: number; pages: number },
): void {
  if (pages < 2) {
    return
  }
  const before = page > 1 ? page - 1 : pages
  const after = page < pages ? page + 1 : 1
  keyboard
    .text(t.plain("common.previous"), packPage(list, before))
    .text(t.plain("common.page", { page, pages }), idle.pack({}))
    .text(t.plain("common.next"), packPage(list, after))
    .row()
}

function addFilters({ t, session }: ShopContext, keyboard: InlineKeyboard): void {
  const count = countFilters(session.catalog?.filters ?? {})
  keyboard.text(
    count ? t.plain("catalog.filters_count", { count }) : t.plain("catalog.filters"),
    openFilters.pack({}),
  )
  if (count) {
    keyboard.text(t.plain("catalog.clear_filters"), clearFilters.pack({ then: "list" })).row()
  }
}

function addBackButtons(
  ctx: ShopContext,
  keyboard: InlineKeyboard,
  catalog: Catalog,
  list: ProductList,
): void {
  const { t } = ctx
  const category = list.source === "category" ? catalog.categoryById.get(list.category_id) : undefined
  const parent = category?.parent_id ? catalog.categoryById.get(category.parent_id) : undefined
  if (list.source === "search") {
    addPassButton(ctx, keyboard, list.words)
    keyboard.text(t.plain("catalog.search_again"), openSearch.pack({}))
  }
  keyboard.text(
    t.plain(list.source === "search" ? "common.menu_catalog" : "common.back"),
    parent ? openCategory.pack({ categoryId: parent.id, page: 1 }) : openCatalog.pack({}),
  )
}
