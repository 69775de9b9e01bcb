import { Composer } from "grammy"
import type { ShopContext } from "../runtime/context"
import { telegramOf } from "../runtime/telegram"
import { showMenu } from "./start"

/**
 * Updates that no feature handles: taps on outdated or forged buttons, and messages that answer no question.
 */
export const unhandled = new Composer<ShopContext>()

unhandled.on("callback_query", async (ctx) => {
  await ctx.answer(ctx.t.plain("common.stale"))
  await showMenu(ctx)
})

unhandled.on("message", async (ctx) => {
  const isSpoken = ctx.message.voice !== undefined || ctx.message.video_note !== undefined
  const text = ctx.t(isSpoken ? "common.voice_not_heard" : "common.unknown_message")
  await ctx.reply(text, { parse_mode: "HTML" })
  await showMenu(ctx)
})

unhandled.on("my_chat_member", async (ctx) => {
  const isBlocked = ctx.myChatMember.new_chat_member.status === "kicked"
  await telegramOf(ctx.container).updateAccounts({
    id: ctx.account.id,
    blocked_at: isBlocked ? new Date() : null,
  })
})
