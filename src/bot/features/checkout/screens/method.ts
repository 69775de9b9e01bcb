import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { expectNothing } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { choosePaymentMethod } from "../buttons"
import { addExits, withWord } from "./words"

/** For whom, and whether it is brought or fetched: one tap. */
export async function showMethod(ctx: ShopContext, view: CartDeliveryView, word?: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const hasPickup = view.shipping_options.some(({ method }) => method === "pickup")
  const keyboard = new InlineKeyboard()
    .text(t.plain("checkout.way_me"), choosePaymentMethod.pack({ way: "me" }))
    .row()
    .text(t.plain("checkout.way_someone"), choosePaymentMethod.pack({ way: "other" }))
  if (hasPickup) {
    keyboard.row().text(t.plain("checkout.way_pickup"), choosePaymentMethod.pack({ way: "pickup" }))
  }
  await show(ctx, {
    text: withWord(word, t("checkout.ask_method")),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "method", view),
  })
}
