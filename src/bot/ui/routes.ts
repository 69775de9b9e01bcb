import type { Composer } from "grammy"
import type { ShopContext } from "../runtime/context"

type Handler = (ctx: ShopContext, next: () => Promise<void>) => Promise<unknown>

/** Handlers of buttons by their names, and of answers by their questions. */
type Routes = {
  buttons: Map<string, Handler>
  answers: Map<string, { fits: (ctx: ShopContext) => boolean; handle: Handler }[]>
  /** What the composer runs. It differs from this once the composer has further middleware. */
  end: unknown
}

const known = new WeakMap<Composer<ShopContext>, Routes>()

/** What separates the name of a button from its values in callback_data. */
export const SEPARATOR = ":"

/**
 * Handlers that a composer looks up by a key. With a filter of grammY for each of the bot's 200 buttons and questions, every tap
 * would run through all filters before its own. The handlers keep their place among the other middleware of the composer.
 */
function routesOf(composer: Composer<ShopContext>): Routes {
  const last = known.get(composer)
  if (last && last.end === composer.middleware()) {
    return last
  }
  const routes: Routes = { buttons: new Map(), answers: new Map(), end: undefined }
  composer.use(async (ctx, next) => {
    const handle = handlerOf(routes, ctx)
    await (handle ? handle(ctx, next) : next())
  })
  routes.end = composer.middleware()
  known.set(composer, routes)
  return routes
}

function handlerOf({ buttons, answers }: Routes, ctx: ShopContext): Handler | undefined {
  const data = ctx.callbackQuery?.data
  if (data !== undefined) {
    return buttons.get(data.split(SEPARATOR, 1)[0])
  }
  const question = ctx.message && ctx.session.expects?.question
  return question === undefined ? undefined : answers.get(question)?.find(({ fits }) => fits(ctx))?.handle
}

/** Handles taps on the buttons of a name. `next` runs the further middleware. */
export function routeButton(composer: Composer<ShopContext>, name: string, handle: Handler): void {
  const { buttons } = routesOf(composer)
  const before = buttons.get(name)
  buttons.set(name, before ? (ctx, next) => before(ctx, async () => void (await handle(ctx, next))) : handle)
}

/** Handles the answers to a question that fit. Of several handlers, the first one that fits counts. */
export function routeAnswer(
  composer: Composer<ShopContext>,
  question: string,
  route: { fits: (ctx: ShopContext) => boolean; handle: Handler },
): void {
  const { answers } = routesOf(composer)
  answers.set(question, [...(answers.get(question) ?? []), route])
}
