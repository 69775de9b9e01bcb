import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet } from "../../catalog/contact-sheet"
import type { Catalog, Category } from "../../catalog/types"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { backToList, openCategory } from "./buttons"
import { showCatalog } from "./categories"

/** Maximum number of subcategories on the screen. The search finds the products of the others. */
const MOST_SECTIONS = 24

/** The category whose subcategories a list can change to: the category itself, or the parent of a lowest one. */
export function sectionsRoot(catalog: Catalog, category: Category | undefined): Category | undefined {
  if (!category || category.children.length) {
    return category
  }
  return category.parent_id ? catalog.categoryById.get(category.parent_id) : undefined
}

/** Shows the subcategories of a category, or the sibling categories of a lowest one, with a picture of each. */
export async function showSections(ctx: ShopContext, categoryId: string): Promise<void> {
  const catalog = await catalogFor(ctx)
  const category = catalog.categoryById.get(categoryId)
  const root = sectionsRoot(catalog, category)
  if (!category || !root) {
    await ctx.answer(ctx.t.plain("catalog.category_gone"))
    return showCatalog(ctx)
  }
  expectNothing(ctx)
  const { t } = ctx
  const sections = root.children.slice(0, MOST_SECTIONS)
  const labelOf = (name: string, one: Category) => {
    const label = t.plain("catalog.category", { name: clip(name, 40), count: one.products.length })
    return one === category ? `• ${label}` : label
  }
  const keyboard = new InlineKeyboard()
    .text(
      labelOf(t.plain("catalog.whole_category"), root),
      openCategory.pack({ categoryId: root.id, page: 1 }),
    )
    .row()
  const buttons = sections.map((one) => ({
    label: labelOf(one.name[t.language], one),
    data: openCategory.pack({ categoryId: one.id, page: 1 }),
  }))
  addInRows(keyboard, buttons, 2)
  await show(ctx, {
    text: t("catalog.sections_of", { name: clip(root.name[t.language], 100) }),
    photo: contactSheet([...new Set(sections.map(({ products }) => products[0]))], { numbered: false }),
    keyboard: keyboard.text(t.plain("common.back"), backToList.pack({})),
  })
}
