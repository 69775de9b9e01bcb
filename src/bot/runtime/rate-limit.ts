import type { MedusaContainer } from "@medusajs/framework/types"
import type { MiddlewareFn } from "grammy"
import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"
import { rateLimiter } from "../../lib/rate-limiter"
import { operationSettingsOf } from "../../workflows/settings"
import { handlingOf } from "./handling"
import type { ShopContext } from "./context"

const SECONDS = 10

/**
 * Rate limit for each shopper. The first update above the limit gets a request to slow down; further updates
 * have no effect until the rate falls. Staff buttons are handled before this middleware and have no limit.
 */
export function shopperRateLimit(container: MedusaContainer): MiddlewareFn<ShopContext> {
  const points = operationSettingsOf(container).shopperUpdatesPerTenSeconds
  if (points === 0) {
    return (_, next) => next()
  }
  const limiter = rateLimiter(container, { name: "shopper", points, seconds: SECONDS })
  return async (ctx, next) => {
    const refusal = await refusalOf(limiter, ctx.account.telegram_id)
    if (!refusal) {
      return next()
    }
    handlingOf(ctx.update).outcome = "refused"
    return refusal.consumedPoints === points + 1 ? ask(ctx) : ctx.answer()
  }
}

/** Counts an action. @returns undefined within the limit */
async function refusalOf(limiter: RateLimiterAbstract, key: string): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) {
      return refusal
    }
    throw refusal
  }
}

/**
 * Rate limit for the inline queries of each person, which an app sends while they type.
 *
 * @returns whether a person's query is above the limit
 */
export function inlineRateLimit(container: MedusaContainer): (telegramId: string) => Promise<boolean> {
  const points = operationSettingsOf(container).shopperUpdatesPerTenSeconds
  if (points === 0) {
    return () => Promise.resolve(false)
  }
  const limiter = rateLimiter(container, { name: "inline", points, seconds: SECONDS })
  return async (telegramId) => (await refusalOf(limiter, telegramId)) !== undefined
}

async function ask(ctx: ShopContext): Promise<void> {
  const text = ctx.t.plain("common.too_fast")
  await (ctx.callbackQuery ? ctx.answer(text, { alert: true }) : ctx.reply(text))
}
