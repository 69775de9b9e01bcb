import type { MedusaContainer } from "@medusajs/framework/types"
import { Composer } from "grammy"
import { LANGUAGES } from "../../../lib/shop"
import { catalogOf } from "../../catalog/cache"
import { findProducts } from "../../catalog/search-index"
import { popular } from "../../catalog/similar"
import type { Catalog, Product } from "../../catalog/types"
import { isOldQuery, isWrongFile } from "../../runtime/api-errors"
import type { ShopContext } from "../../runtime/context"
import { handlingOf } from "../../runtime/handling"
import { inlineRateLimit } from "../../runtime/rate-limit"
import { telegramOf } from "../../runtime/telegram"
import { knownFileIds } from "../../ui/pictures"
import { textsIn } from "../../ui/texts"
import { searchWords } from "../catalog/suggest"
import { readInlineQuery, type InlineRequest } from "./links"
import { productResult, shopResult, type Sharing } from "./results"

/** Products in an answer. Telegram allows 50 results. */
const PAGE_SIZE = 20
/** Telegram repeats an answer for this time in seconds, so that prices are not old. */
const CACHE_SECONDS = 10
/** Time in ms after which an answer is given up: the app does not wait longer. */
const ANSWER_WITHIN_MS = 10_000

/**
 * Inline mode: people send bouquets of the shop in any chat. Strangers can use it too, and get no account. It runs before
 * the middleware that creates accounts.
 */
export function inlineMode(container: MedusaContainer): Composer<ShopContext> {
  const isTooFast = inlineRateLimit(container)
  const composer = new Composer<ShopContext>()
  composer.on("inline_query", async (ctx) => {
    if (await isTooFast(String(ctx.from.id))) {
      handlingOf(ctx.update).outcome = "refused"
      return
    }
    const { query, offset } = ctx.inlineQuery
    const request = readInlineQuery(query)
    const [account, catalog] = await Promise.all([
      telegramOf(container).findAccount(String(ctx.from.id)),
      catalogOf(container),
    ])
    const language = account?.language ?? LANGUAGES.find((one) => one === ctx.from.language_code?.slice(0, 2))
    const products = await productsFor(catalog, request)
    const from = /^\d{1,6}$/.test(offset) ? Number(offset) : 0
    await answer(ctx, products, {
      from,
      hasShop: request.key === undefined && from === 0,
      sharing: {
        t: textsIn(language),
        username: ctx.me.username,
        isHint: request.isHint,
        accountId: account?.id,
        fileIds: await fileIdsOf(container, products.slice(from, from + PAGE_SIZE)),
      },
    })
  })
  return composer
}

/** The message is for others too, so it has the prices of no customer group. */
async function productsFor(catalog: Catalog, { key, words }: InlineRequest): Promise<Product[]> {
  if (key !== undefined) {
    return catalog.products.filter(({ handle, id }) => handle === key || id === key).slice(0, 1)
  }
  return /[\p{L}\p{N}]/u.test(words) ? findProducts(catalog, searchWords(words)) : popular(catalog)
}

async function fileIdsOf(container: MedusaContainer, products: Product[]): Promise<Map<string, string>> {
  const known = await knownFileIds(
    container,
    products.flatMap(({ thumbnail }) => thumbnail ?? []),
  )
  return new Map(
    products.flatMap(({ id, thumbnail }) => {
      const fileId = thumbnail ? known.get(thumbnail) : undefined
      return fileId ? [[id, fileId] as const] : []
    }),
  )
}

type Page = { from: number; hasShop: boolean; sharing: Sharing }

async function answer(ctx: ShopContext, products: Product[], page: Page): Promise<void> {
  const { from, hasShop, sharing } = page
  const { t } = sharing
  const shown = products.slice(from, from + PAGE_SIZE)
  const results = shown.map((product) => productResult(product, sharing))
  const rest = products.length > from + PAGE_SIZE ? String(from + PAGE_SIZE) : ""
  const isNothing = products.length === 0
  const options = {
    cache_time: CACHE_SECONDS,
    // The language is the person's own, and a hint contains the person's account.
    is_personal: true,
    next_offset: rest,
    ...(isNothing ? { button: { text: t.plain("share.nothing"), start_parameter: "shop" } } : {}),
  }
  const all = hasShop && !isNothing ? [shopResult(sharing), ...results] : results
  try {
    await ctx.answerInlineQuery(all, options, forGrammy(AbortSignal.timeout(ANSWER_WITHIN_MS)))
  } catch (error) {
    if (isWrongFile(error) && sharing.fileIds.size > 0) {
      // Telegram does not say which file it refuses.
      return answer(ctx, products, { ...page, sharing: { ...sharing, fileIds: new Map() } })
    }
    if (!isOldQuery(error)) {
      throw error
    }
  }
}

type Signal = Parameters<ShopContext["answerInlineQuery"]>[2]

/** grammY's types expect a signal of an old polyfill. At run time grammY works with Node's signal. */
const forGrammy = (signal: AbortSignal) => signal as Signal
