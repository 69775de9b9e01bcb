import { Context, type Composer, type Filter, type FilterQuery } from "grammy"
import type { ShopContext } from "../runtime/context"
import { isCommand } from "./is-command"
import { routeAnswer } from "./routes"

/** Timeout of a question in ms. A message after one day is probably not an answer. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000

/**
 * Treats the sender's next messages as answers to the question, until another question or {@link
 * expectNothing}.
 *
 * @param about a value that the answer's handler needs, for example an id
 */
export function expect(ctx: ShopContext, question: string, about?: string): void {
  const isAgain = ctx.message !== undefined && ctx.session.expects?.question === question
  ctx.session.expects = {
    question,
    about,
    since: Date.now(),
    ...(isAgain ? { asked_again_after: ctx.message?.message_id } : {}),
  }
}

/** Whether a question is open and has not timed out. */
export function isExpecting({ session }: ShopContext): boolean {
  return session.expects !== undefined && Date.now() - session.expects.since < FORGOTTEN_AFTER_MS
}

/** Removes the open question: the next message is not an answer. */
export function expectNothing(ctx: ShopContext): void {
  ctx.session.expects = undefined
}

/** Handles the answers to a question, except commands and answers after the timeout. */
export function onAnswer<Query extends FilterQuery>(
  composer: Composer<ShopContext>,
  question: string,
  query: Query | Query[],
  handle: (ctx: Filter<ShopContext, Query>, about: string | undefined) => Promise<unknown>,
): void {
  const isOfKind = Context.has.filterQuery(query)
  routeAnswer(composer, question, {
    fits: (ctx) => isOfKind(ctx) && isExpecting(ctx) && !isCommand(ctx),
    handle: (ctx) => handle(ctx as Filter<ShopContext, Query>, ctx.session.expects?.about),
  })
}
