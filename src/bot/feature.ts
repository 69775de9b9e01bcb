import type { Composer, MiddlewareFn } from "grammy"
import { handlingOf } from "./runtime/handling"
import type { ShopContext } from "./runtime/context"

/** Wraps a feature's composer. Records the feature's name in the metrics of the updates that it handles. */
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
