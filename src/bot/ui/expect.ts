import type { Composer, Filter, FilterQuery } from "grammy"
import type { ShopContext } from "../runtime/context"
import { isCommand } from "./is-command"

/** A question abandoned for a day is begun anew: the answer would surprise both sides. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000

/** From now on the next message of this person answers the question. */
export function expect(ctx: ShopContext, question: string, about?: string): void {
  ctx.session.expects = { question, about, since: Date.now() }
}

/** The person moved on: what they type next answers nothing. */
export function expectNothing(ctx: ShopContext): void {
  ctx.session.expects = undefined
}

/** Handles messages that answer the question, as long as it is fresh. */
export function onAnswer<Query extends FilterQuery>(
  composer: Composer<ShopContext>,
  question: string,
  query: Query | Query[],
  handle: (ctx: Filter<ShopContext, Query>, about: string | undefined) => Promise<unknown>,
): void {
  composer.on(query).filter(
    (ctx) =>
      ctx.session.expects?.question === question &&
      Date.now() - ctx.session.expects.since < FORGOTTEN_AFTER_MS &&
      !isCommand(ctx),
    (ctx) => handle(ctx as Filter<ShopContext, Query>, ctx.session.expects?.about),
  )
}
