import type { MedusaContainer } from "@medusajs/framework/types"
import { fromMinorUnits } from "../../../lib/money"
import type { Language } from "../../../lib/shop"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { MOST_DESCRIPTION, MOST_TITLE } from "../../../workflows/showcase/make-bouquet"
import { catalogOf } from "../../catalog/cache"
import type { Catalog, Texts } from "../../catalog/types"
import type { ShowcaseNote } from "../../runtime/session"
import { clip } from "../../ui/clip"
import { textsIn } from "../../ui/texts"
import { itemsById } from "../stock/items"
import { count } from "../stock/numbers"

/** What a stem without a price of its own costs, in multiples of its cost. */
const MARKUP = 2
/** Proposed prices are multiples of this many soums. */
const STEP = 1000
/** Stems that the proposed name has. */
const NAMED = 2

/** What one piece of an item costs a shopper, by item: the price of the product that is nothing else. */
function retailPrices({ products }: Catalog): Map<string, number> {
  const prices = new Map<string, number>()
  for (const { parts, sku, price } of products.flatMap(({ variants }) => variants)) {
    const [part] = parts
    if (parts.length === 1 && part.required === 1 && part.sku === sku) {
      prices.set(part.inventory_item_id, Math.min(price, prices.get(part.inventory_item_id) ?? price))
    }
  }
  return prices
}

/** The price of a bouquet: that of its recipe with what was added and left out, else the sum of its stems. */
export async function proposedPrice(
  container: MedusaContainer,
  { lines, recipe }: Pick<ShowcaseNote, "lines" | "recipe">,
): Promise<number> {
  const retail = retailPrices(await catalogOf(container))
  const items = [...new Set([...lines, ...(recipe?.lines ?? [])].map(({ item }) => item))]
  const unpriced = items.filter((item) => !retail.has(item))
  const costs = unpriced.length ? await ledgerOf(container).costOfItems(unpriced) : undefined
  const priceOf = (item: string) =>
    retail.get(item) ?? fromMinorUnits(costs?.get(item)?.unit_cost ?? 0) * MARKUP
  const sum = (of: ShowcaseNote["lines"]) =>
    of.reduce((total, { item, quantity }) => total + priceOf(item) * quantity, 0)
  const price = (recipe?.price ?? 0) + sum(lines) - sum(recipe?.lines ?? [])
  return Math.max(STEP, Math.ceil(price / STEP) * STEP)
}

/** The texts of a bouquet's product in both languages. */
export async function proposedTexts(
  container: MedusaContainer,
  note: Pick<ShowcaseNote, "lines" | "recipe" | "title">,
): Promise<{ title: Texts; description: Texts }> {
  const [ru, uz] = await Promise.all((["ru", "uz"] as const).map((one) => textsOf(container, note, one)))
  return {
    title: { ru: ru.title, uz: uz.title },
    description: { ru: ru.description, uz: uz.description },
  }
}

async function textsOf(
  container: MedusaContainer,
  { lines, recipe, title }: Pick<ShowcaseNote, "lines" | "recipe" | "title">,
  language: Language,
): Promise<{ title: string; description: string }> {
  const t = textsIn(language)
  const items = await itemsById(
    container,
    lines.map(({ item }) => item),
    language,
  )
  const nameOf = (item: string) => items.get(item)?.name ?? ""
  const main = lines.toSorted((one, other) => other.quantity - one.quantity).slice(0, NAMED)
  const own = t.plain("showcase.title_of", {
    stems: main.map(({ item }) => nameOf(item).split(",")[0].toLowerCase()).join(", "),
  })
  const contents = lines.map(({ item, quantity }) => `${nameOf(item)} × ${count(quantity)}`).join(" · ")
  return {
    title: clip(title ?? recipe?.title[language] ?? own, MOST_TITLE),
    description: clip(contents, MOST_DESCRIPTION),
  }
}
