import type { MedusaContainer } from "@medusajs/framework/types"
import type { MiddlewareFn } from "grammy"
import { RateLimiterRes } from "rate-limiter-flexible"
import { rateLimiter } from "../../lib/rate-limiter"
import { operationSettingsOf } from "../../workflows/settings"
import { handlingOf } from "./handling"
import type { ShopContext } from "./context"

const SECONDS = 10

/**
 * Limits the updates of a shopper. The first update over the limit gets a request to slow down; further ones
 * are answered without effect until the rate falls. Staff buttons are registered before this middleware.
 */
export function shopperRateLimit(container: MedusaContainer): MiddlewareFn<ShopContext> {
  const points = operationSettingsOf(container).shopperUpdatesPerTenSeconds
  if (points === 0) {
    return (_, next) => next()
  }
  const limiter = rateLimiter(container, { name: "shopper", points, seconds: SECONDS })
  return async (ctx, next) => {
    try {
      await limiter.consume(ctx.account.telegram_id)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) {
        throw refusal
      }
      handlingOf(ctx.update).outcome = "refused"
      return refusal.consumedPoints === points + 1 ? ask(ctx) : ctx.answer()
    }
    return next()
  }
}

async function ask(ctx: ShopContext): Promise<void> {
  const text = ctx.t.plain("common.too_fast")
  await (ctx.callbackQuery ? ctx.answer(text, { alert: true }) : ctx.reply(text))
}
