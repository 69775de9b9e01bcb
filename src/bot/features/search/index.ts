import { Composer } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { popular } from "../../catalog/similar"
import { findProducts } from "../../catalog/search-index"
import type { ShopContext } from "../../runtime/context"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { openSearch } from "../../ui/navigation"
import { showList } from "../catalog/list"
import { KEPT_LENGTH, searchWords, suggest } from "../catalog/suggest"

const QUESTION = "search.words"

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
  ctx.session.typed = { text: text.slice(0, KEPT_LENGTH), messageId: ctx.message?.message_id ?? 0 }
  return showFound(ctx, text)
}

/** Searches for a text that answered no question. */
export async function findTyped(ctx: ShopContext, text: string): Promise<void> {
  expectNothing(ctx)
  return showFound(ctx, text)
}

async function showFound(ctx: ShopContext, text: string): Promise<void> {
  const words = searchWords(text)
  const catalog = await catalogFor(ctx)
  if (!/[\p{L}\p{N}]/u.test(words)) {
    return suggest(ctx, ctx.t("catalog.search_no_words"), popular(catalog), words)
  }
  if (!(await findProducts(catalog, words)).length) {
    return suggest(ctx, ctx.t("catalog.search_nothing", { words }), popular(catalog), words)
  }
  // Removes the filters that the shopper chose in the catalogue, because they can hide search results.
  ctx.session.catalog = { ...ctx.session.catalog, filters: {} }
  await showList(ctx, { source: "search", words, page: 1 })
}
