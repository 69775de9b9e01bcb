import type { BotError } from "grammy"
import { errorCode } from "../../lib/errors"
import { handlingOf } from "./handling"
import { isUnreachable } from "./api-errors"
import { asError } from "../../lib/as-error"
import type { ShopContext } from "./context"
import { telegramOf } from "./telegram"

/**
 * Handles the errors of all handlers. Shows an error with a known code in the sender's language. Logs any
 * other error with its update id, and tells the sender that no data was lost.
 */
export async function errorBoundary({ error, ctx }: BotError<ShopContext>): Promise<void> {
  if (isUnreachable(error)) {
    return cannotWrite(ctx, asError(error))
  }
  const code = errorCode(error)
  const key = `errors.${code}`
  const isKnown = ctx.t.has(key)
  handlingOf(ctx.update).outcome = isKnown ? "refused" : "failed"
  if (!isKnown) {
    ctx.logger.error(`telegram update ${ctx.update.update_id} failed`, asError(error))
  }
  const text = ctx.t.plain(isKnown ? key : "errors.unknown")
  try {
    await notify(ctx, text)
  } catch (failure) {
    ctx.logger.error(
      `telegram update ${ctx.update.update_id}: the error message to the sender was not sent`,
      asError(failure),
    )
  }
}

/** Marks a person who has blocked the bot. In a group the bot cannot answer, so it only logs the reason. */
async function cannotWrite(ctx: ShopContext, { message }: Error): Promise<void> {
  if (ctx.chat?.type === "private") {
    await telegramOf(ctx.container).updateAccounts({ id: ctx.account.id, blocked_at: new Date() })
  } else {
    ctx.logger.warn(`telegram update ${ctx.update.update_id}: the bot cannot write in this chat: ${message}`)
  }
}

async function notify(ctx: ShopContext, text: string): Promise<void> {
  if (ctx.callbackQuery) {
    await ctx.answer(text, { alert: true })
  } else {
    await ctx.reply(text)
  }
}
