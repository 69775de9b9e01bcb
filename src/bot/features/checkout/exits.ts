import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { openCart, openCheckout, openMenu } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { showMenu } from "../start"
import { proceed, showNothingToOrder, showStep } from "./proceed"
import { askedAgain, keepCart, loadDelivery, takeCartBack } from "./state"
import { stepBefore, type Step } from "./steps-order"

/** Shows the step before `step`. */
export async function goBack(ctx: ShopContext, step: Step): Promise<void> {
  const { cart_id: cartId } = ctx.account
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  const view = await loadDelivery(ctx, cartId)
  const before = stepBefore(step, view, askedAgain(ctx))
  return before && before !== "summary" ? showStep(ctx, before, view) : proceed(ctx, undefined, view)
}

/** Leaves the checkout. The cart keeps the answers, so that the shopper can resume. */
export async function leaveCheckout(ctx: ShopContext): Promise<void> {
  expectNothing(ctx)
  if (ctx.session.checkout?.cart_aside) {
    await takeCartBack(ctx)
    return showMenu(ctx)
  }
  ctx.session.checkout = { ...ctx.session.checkout, repeated: undefined }
  if (!(await keepCart(ctx))) {
    return showMenu(ctx)
  }
  const { t } = ctx
  await show(ctx, {
    text: t("checkout.postponed"),
    photo: banner("cart"),
    keyboard: new InlineKeyboard()
      .text(t.plain("checkout.resume"), openCheckout.pack({}))
      .row()
      .text(t.plain("common.menu_cart"), openCart.pack({}))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}
