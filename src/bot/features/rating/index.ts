import { Composer, InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import { RATING_MODULE } from "../../../modules/rating"
import type RatingModuleService from "../../../modules/rating/service"
import type { RatingRecord } from "../../../modules/rating/types"
import { rateOrderWorkflow } from "../../../workflows/rating/rate-order"
import type { ShopContext } from "../../runtime/context"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { editButtons } from "../../ui/edit-buttons"
import { openMenu, openOrder, repeatOrder } from "../../ui/navigation"
import { show } from "../../ui/screen"
import { showOrder } from "../orders/detail"
import { addStars, askWords, rateOrder, starsText } from "./buttons"

const WORDS_LENGTH = 1000

/** The buyer's rating of a delivered order: stars below the notice of the delivery, then words. */
export const rating = new Composer<ShopContext>()

/** Saves stars or words. @returns the rating, or the code of the refusal */
async function save(
  ctx: ShopContext,
  orderId: string,
  given: { stars?: number; words?: string },
): Promise<RatingRecord | string> {
  try {
    const { result } = await rateOrderWorkflow(ctx.container).run({
      input: { order_id: orderId, customer_id: ctx.account.customer_id ?? "", ...given },
    })
    return result
  } catch (error) {
    const code = errorCode(error) ?? ""
    if (!ctx.t.has(`errors.${code}`)) {
      throw error
    }
    return code
  }
}

const refusal = (ctx: ShopContext, code: string) => {
  const key = `errors.${code}`
  return ctx.t.plain(ctx.t.has(key) ? key : "errors.unknown")
}

rateOrder.on(rating, async (ctx, { stars, orderId }) => {
  if (!/^[1-5]$/.test(stars)) {
    return ctx.answer(ctx.t.plain("common.stale"))
  }
  const saved = await save(ctx, orderId, { stars: Number(stars) })
  if (typeof saved === "string") {
    return ctx.answer(refusal(ctx, saved), { alert: true })
  }
  await ctx.answer(ctx.t.plain("rating.thanks"))
  const keyboard = addStars(new InlineKeyboard(), orderId, saved.stars)
    .text(ctx.t.plain("rating.write"), askWords.pack({ orderId }))
    .row()
    .text(ctx.t.plain("notices.repeat"), repeatOrder.pack({ orderId }))
    .text(ctx.t.plain("notices.order"), openOrder.pack({ orderId }))
  return editButtons(ctx, keyboard)
})

/** The shopper's own rating of an order. */
async function ratingOf(ctx: ShopContext, orderId: string): Promise<RatingRecord | undefined> {
  const [found] = await ctx.container
    .resolve<RatingModuleService>(RATING_MODULE)
    .listRatings({ order_id: orderId, customer_id: ctx.account.customer_id ?? "" }, { take: 1 })
  return found
}

askWords.on(rating, async (ctx, { orderId }) => {
  const found = await ratingOf(ctx, orderId)
  if (!found) {
    return ctx.answer(ctx.t.plain("errors.not_found"), { alert: true })
  }
  return ask(
    ctx,
    orderId,
    ctx.t("rating.ask_words", { number: found.display_id, stars: starsText(found.stars) }),
  )
})

async function ask(ctx: ShopContext, orderId: string, text: string): Promise<void> {
  expect(ctx, "rating.words", orderId)
  const keyboard = new InlineKeyboard().text(ctx.t.plain("common.back"), openOrder.pack({ orderId }))
  await show(ctx, { text, keyboard })
}

const asked = rating.filter((ctx) => !isCommand(ctx))
onAnswer(asked, "rating.words", "message", async (ctx, orderId = "") => {
  const words = ctx.message.text?.trim() ?? ""
  if (!words || words.length > WORDS_LENGTH) {
    return ask(ctx, orderId, ctx.t("rating.ask_words_again"))
  }
  expectNothing(ctx)
  const saved = await save(ctx, orderId, { words })
  if (typeof saved === "string") {
    return showOrder(ctx, orderId, refusal(ctx, saved))
  }
  return show(ctx, {
    text: ctx.t("rating.saved", { stars: starsText(saved.stars), text: words }),
    keyboard: new InlineKeyboard()
      .text(ctx.t.plain("notices.order"), openOrder.pack({ orderId }))
      .text(ctx.t.plain("common.to_menu"), openMenu.pack({})),
  })
})
