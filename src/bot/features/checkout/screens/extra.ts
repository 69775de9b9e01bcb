import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { clip } from "../../../ui/clip"
import { expect } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import type { CartDelivery } from "../../../../workflows/delivery/types"
import { clear, leave, toSummary } from "../buttons"
import { withNotice } from "./parts"

/** Optional fields: the summary offers them, but no step asks for them. */
export const EXTRAS = ["comment", "email"] as const
export type Extra = (typeof EXTRAS)[number]

export function isExtra(text: string): text is Extra {
  return (EXTRAS as readonly string[]).includes(text)
}

/** Asks for an optional field, and offers to remove its current value. */
export async function showExtra(
  ctx: ShopContext,
  what: Extra,
  delivery: CartDelivery,
  notice?: string,
): Promise<void> {
  expect(ctx, `checkout.${what}`)
  const { t } = ctx
  const present = delivery[what]
  const keyboard = new InlineKeyboard()
  if (present) {
    keyboard.text(t.plain("checkout.remove"), clear.pack({ what })).row()
  }
  const now = present && t("checkout.current_value", { text: clip(present, 300) })
  await show(ctx, {
    text: [notice, t(`checkout.ask_${what}`), now].filter(Boolean).join("\n\n"),
    photo: banner("checkout"),
    keyboard: addBackButtons(ctx, keyboard),
  })
}

/** Asks for a promo code. @param codes codes that the cart already has */
export async function showPromo(ctx: ShopContext, codes: string[], notice?: string): Promise<void> {
  expect(ctx, "checkout.promo")
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (codes.length) {
    keyboard.text(t.plain("checkout.remove"), clear.pack({ what: "promo" })).row()
  }
  await show(ctx, {
    text: withNotice(notice, t("checkout.ask_promo")),
    photo: banner("checkout"),
    keyboard: addBackButtons(ctx, keyboard),
  })
}

function addBackButtons({ t }: ShopContext, keyboard: InlineKeyboard): InlineKeyboard {
  return keyboard
    .text(t.plain("common.back"), toSummary.pack({}))
    .text(t.plain("common.cancel"), leave.pack({}))
}
