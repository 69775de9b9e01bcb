import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { expectNothing } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { chooseMethod } from "../buttons"
import { addExits, withNotice } from "./parts"

/** Asks in one question who the recipient is, and whether the order is delivered or picked up. */
export async function showMethod(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const hasPickup = view.shipping_options.some(({ method }) => method === "pickup")
  const keyboard = new InlineKeyboard()
    .text(t.plain("checkout.way_me"), chooseMethod.pack({ way: "me" }))
    .row()
    .text(t.plain("checkout.way_someone"), chooseMethod.pack({ way: "other" }))
  if (hasPickup) {
    keyboard.row().text(t.plain("checkout.way_pickup"), chooseMethod.pack({ way: "pickup" }))
  }
  await show(ctx, {
    text: withNotice(notice, t("checkout.ask_method")),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "method", view),
  })
}
