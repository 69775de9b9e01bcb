import type { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { openCart } from "../../../ui/navigation"
import { back, leave, toSummary } from "../buttons"
import { stepBefore, type Step } from "../steps-order"
import { askedAgain } from "../state"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"

/** A screen's text: first the word about what just happened, if any. HTML. */
export function withWord(word: string | undefined, text: string): string {
  return word ? `${word}\n\n${text}` : text
}

/** The last row of each step: back and cancel. */
export function addExits(
  ctx: ShopContext,
  keyboard: InlineKeyboard,
  step: Step,
  view: CartDeliveryView,
): InlineKeyboard {
  const { t } = ctx
  const before = stepBefore(step, view, askedAgain(ctx))
  const data = before === "summary" ? toSummary.pack({}) : before ? back.pack({ step }) : openCart.pack({})
  return keyboard.row().text(t.plain("common.back"), data).text(t.plain("common.cancel"), leave.pack({}))
}
