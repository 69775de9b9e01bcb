import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet } from "../../catalog/contact-sheet"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { openBuilder, openMenu, openSearch } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { openAll, openCategory, openFilters } from "./buttons"

/** Maximum number of category buttons. Telegram allows 100 buttons per keyboard. */
const MOST_CATEGORIES = 40

/** Shows the root categories with a picture of the most popular product of each. */
export async function showCatalog(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  ctx.session.catalog = { ...ctx.session.catalog, list: undefined }
  const { t } = ctx
  const catalog = await catalogFor(ctx)
  const categories = catalog.roots.slice(0, MOST_CATEGORIES)
  const keyboard = new InlineKeyboard()
  const buttons = categories.map((category) => ({
    label: t.plain("catalog.category", {
      name: clip(category.name[t.language], 40),
      count: category.products.length,
    }),
    data: openCategory.pack({ categoryId: category.id, page: 1 }),
  }))
  addInRows(keyboard, buttons, 2)
  keyboard
    .text(t.plain("catalog.popular"), openAll.pack({ page: 1 }))
    .row()
    .text(t.plain("catalog.filters"), openFilters.pack({}))
    .text(t.plain("common.menu_search"), openSearch.pack({}))
    .row()
    .text(t.plain("common.menu_builder"), openBuilder.pack({}))
    .row()
    .text(t.plain("common.to_menu"), openMenu.pack({}))
  const best = [...new Set(categories.map((category) => category.products[0]))]
  await show(ctx, {
    text: catalog.products.length ? t("catalog.front") : t("catalog.front_empty"),
    photo: contactSheet(best, { numbered: false }),
    keyboard,
  })
}
