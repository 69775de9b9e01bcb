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
import { show } from "../../ui/screen"
import type { ProductList } from "../../runtime/session"
import { escapeHtml } from "../../ui/texts"
import {
  clearFilters,
  openAll,
  openCategory,
  openFilters,
  openFound,
  openProduct,
  openSections,
} from "./buttons"
import { showCatalog } from "./categories"
import { priceLabel } from "./labels"
import { sectionsRoot } from "./sections"
import { addPassButton } from "./suggest"

const TITLE_LENGTH = 70
const NUMBERS_IN_ROW = 3

/** The products of a list without filters; undefined when the category no longer exists. */
export async function productsOf(catalog: Catalog, list: ProductList): Promise<Product[] | undefined> {
  if (list.source === "category") {
    return catalog.categoryById.get(list.category_id)?.products
  }
  return list.source === "search" ? findProducts(catalog, list.words) : catalog.products
}

/**
 * Shows a page of a product list: one picture of all products on the page, and a numbered button for each. At most five
 * rows of buttons, which a phone shows without scrolling.
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
  addProducts(keyboard, shown)
  addPages(ctx, keyboard, { list, page, pages })
  addChoices(ctx, keyboard, catalog, list)
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

/** Adds a button for each product of the page, with its number in the text and in the picture, three in a row. */
function addProducts(keyboard: InlineKeyboard, products: Product[]): void {
  products.forEach((product, index) => {
    keyboard.text(String(index + 1), openProduct.pack({ productId: product.id }))
    if (index % NUMBERS_IN_ROW === NUMBERS_IN_ROW - 1) {
      keyboard.row()
    }
  })
  keyboard.row()
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

/** Adds the buttons that change what the list shows: its subcategory and its filters. */
function addChoices(ctx: ShopContext, keyboard: InlineKeyboard, catalog: Catalog, list: ProductList): void {
  const { t, session } = ctx
  const category = list.source === "category" ? catalog.categoryById.get(list.category_id) : undefined
  if (category && sectionsRoot(catalog, category)?.children.length) {
    keyboard.text(t.plain("catalog.sections"), openSections.pack({ categoryId: category.id }))
  }
  const count = countFilters(session.catalog?.filters ?? {})
  keyboard.text(
    count ? t.plain("catalog.filters_count", { count }) : t.plain("catalog.filters"),
    openFilters.pack({}),
  )
  if (count) {
    keyboard.text(t.plain("catalog.clear_filters"), clearFilters.pack({ then: "list" }))
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
    keyboard.text(t.plain("catalog.search_again"), openSearch.pack({})).row()
    addPassButton(ctx, keyboard, list.words)
  } else {
    keyboard.row()
  }
  keyboard.text(
    t.plain(list.source === "search" ? "common.menu_catalog" : "common.back"),
    parent ? openCategory.pack({ categoryId: parent.id, page: 1 }) : openCatalog.pack({}),
  )
}
