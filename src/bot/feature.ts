import type { Composer, MiddlewareFn } from "grammy"
import { handlingOf } from "./runtime/handling"
import type { ShopContext } from "./runtime/context"

/** A part of the bot under its name: what it takes is counted as its own. */
export function feature(name: string, composer: Composer<ShopContext>): MiddlewareFn<ShopContext> {
  const handle = composer.middleware()
  return async (ctx, next) => {
    const handling = handlingOf(ctx.update)
    handling.feature = name
    await handle(ctx, () => {
      handling.feature = "none"
      return next()
    })
  }
}
