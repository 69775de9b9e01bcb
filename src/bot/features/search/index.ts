import { Composer } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { popular } from "../../catalog/similar"
import { wordsOf } from "../../catalog/fold-words"
import { findProducts } from "../../catalog/search-index"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expect, onAnswer } from "../../ui/expect"
import { openSearch } from "../../ui/navigation"
import { showList } from "../catalog/list"
import { suggest } from "../catalog/suggest"

const QUESTION = "search.words"
/** Maximum length of a search text; a longer text is cut. */
const LONGEST_SEARCH = 120

/** Search by words in Russian or Uzbek. Tolerates typing errors. */
export const search = new Composer<ShopContext>()

search.command("search", (ctx) => (ctx.match.trim() ? find(ctx, ctx.match) : ask(ctx)))
openSearch.on(search, (ctx) => ask(ctx))
onAnswer(search, QUESTION, "message:text", (ctx) => find(ctx, ctx.message.text))
onAnswer(search, QUESTION, "message", (ctx) => ask(ctx, ctx.t("common.not_an_answer")))

async function ask(ctx: ShopContext, notice?: string): Promise<void> {
  expect(ctx, QUESTION)
  const catalog = await catalogFor(ctx)
  await suggest(ctx, [notice, ctx.t("catalog.search_ask")].filter(Boolean).join("\n\n"), popular(catalog))
}

/** Searches, and treats the next message as another search. */
async function find(ctx: ShopContext, text: string): Promise<void> {
  expect(ctx, QUESTION)
  const words = clip(text.replace(/\s+/g, " ").trim(), LONGEST_SEARCH)
  const catalog = await catalogFor(ctx)
  if (!wordsOf(words).length) {
    return suggest(ctx, ctx.t("catalog.search_no_words"), popular(catalog))
  }
  if (!(await findProducts(catalog, words)).length) {
    return suggest(ctx, ctx.t("catalog.search_nothing", { words }), popular(catalog))
  }
  // Removes the filters that the shopper chose in the catalogue, because they can hide search results.
  ctx.session.catalog = { ...ctx.session.catalog, filters: {} }
  await showList(ctx, { source: "search", words, page: 1 })
}
