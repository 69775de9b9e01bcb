import type { InlineKeyboard } from "grammy"
import { isGone, isNotModified, isUnreachable } from "../runtime/api-errors"
import type { ShopContext } from "../runtime/context"

/** Replaces the buttons of the tapped message. Does nothing when Telegram no longer allows it. */
export async function editButtons(ctx: ShopContext, keyboard: InlineKeyboard): Promise<void> {
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: keyboard })
  } catch (error) {
    if (!isNotModified(error) && !isGone(error) && !isUnreachable(error)) {
      throw error
    }
  }
}
