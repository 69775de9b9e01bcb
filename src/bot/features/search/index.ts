import { Composer, InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { contactSheet } from "../../catalog/contact-sheet"
import { wordsOf } from "../../catalog/fold-words"
import { findProducts } from "../../catalog/search-index"
import type { Product } from "../../catalog/types"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expect, onAnswer } from "../../ui/expect"
import { openCatalog, openMenu, openSearch } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { openProduct } from "../catalog/buttons"
import { showList } from "../catalog/list"

const QUESTION = "search.words"
/** Maximum length of a search text; a longer text is cut. */
const LONGEST_SEARCH = 120
const SUGGESTIONS = 4

/** Search by words in Russian or Uzbek. Tolerates typing errors. */
export const search = new Composer<ShopContext>()

search.command("search", (ctx) => (ctx.match.trim() ? find(ctx, ctx.match) : ask(ctx)))
openSearch.on(search, (ctx) => ask(ctx))
onAnswer(search, QUESTION, "message:text", (ctx) => find(ctx, ctx.message.text))
onAnswer(search, QUESTION, "message", (ctx) => ask(ctx, ctx.t("common.not_an_answer")))

async function ask(ctx: ShopContext, notice?: string): Promise<void> {
  expect(ctx, QUESTION)
  const { products } = await catalogFor(ctx)
  await suggest(ctx, [notice, ctx.t("catalog.search_ask")].filter(Boolean).join("\n\n"), products)
}

/** Searches, and treats the next message as another search. */
async function find(ctx: ShopContext, text: string): Promise<void> {
  expect(ctx, QUESTION)
  const words = clip(text.replace(/\s+/g, " ").trim(), LONGEST_SEARCH)
  const catalog = await catalogFor(ctx)
  if (!wordsOf(words).length) {
    return suggest(ctx, ctx.t("catalog.search_no_words"), catalog.products)
  }
  if (!(await findProducts(catalog, words)).length) {
    return suggest(ctx, ctx.t("catalog.search_nothing", { words }), catalog.products)
  }
  // Removes the filters that the shopper chose in the catalogue, because they can hide search results.
  ctx.session.catalog = { ...ctx.session.catalog, filters: {} }
  await showList(ctx, { source: "search", words, page: 1 })
}

/** Shows a text with products as suggestions. */
async function suggest(ctx: ShopContext, text: string, products: Product[]): Promise<void> {
  const { t } = ctx
  const liked = products.filter(({ kind }) => kind !== "addon" && kind !== "stem").slice(0, SUGGESTIONS)
  const keyboard = new InlineKeyboard()
  const buttons = liked.map((product) => ({
    label: clip(product.title[t.language], 40),
    data: openProduct.pack({ productId: product.id }),
  }))
  addInRows(keyboard, buttons, 2)
  keyboard
    .text(t.plain("common.menu_catalog"), openCatalog.pack({}))
    .text(t.plain("common.to_menu"), openMenu.pack({}))
  await show(ctx, { text, photo: contactSheet(liked, { numbered: false }), keyboard })
}
