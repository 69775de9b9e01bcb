import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { expectNothing } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { chooseMethod } from "../buttons"
import { addExits, withNotice } from "./parts"

const LABELS = {
  me: "checkout.method_me",
  other: "checkout.method_someone",
  pickup: "checkout.method_pickup",
} as const

/** Asks in one question who the recipient is, and whether the order is delivered or picked up. */
export async function showMethod(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const offers = (wanted: "delivery" | "pickup") =>
    view.shipping_options.some(({ method }) => method === wanted)
  const methods = [
    ...(offers("delivery") ? (["me", "other"] as const) : []),
    ...(offers("pickup") ? (["pickup"] as const) : []),
  ]
  const keyboard = new InlineKeyboard(
    methods.map((method) => [InlineKeyboard.text(t.plain(LABELS[method]), chooseMethod.pack({ method }))]),
  )
  await show(ctx, {
    text: withNotice(notice, t("checkout.ask_method")),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "method", view),
  })
}
