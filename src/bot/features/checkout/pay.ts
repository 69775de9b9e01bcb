import { Composer, InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import { placeOrderWorkflow } from "../../../workflows/checkout/place-order"
import type { ShopContext } from "../../runtime/context"
import { openCart, openMenu } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { pay, shortId } from "./buttons"
import { showConfirmation, type Placed } from "./confirmation"
import { proceed, showNothingToOrder, showStep } from "./proceed"
import { loadDelivery, takeCartBack } from "./state"

/** Handles the pay buttons: a tap places the order. */
export const paying = new Composer<ShopContext>()

pay.on(paying, async (ctx, { cart, total, provider }) => {
  const { cart_id: cartId } = ctx.account
  const placed = ctx.session.checkout?.placed
  if (placed && shortId(placed.cart_id) === cart) {
    // The shopper tapped twice: the first tap placed the order.
    return ctx.answer(ctx.t.plain("checkout.already_placed"))
  }
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  if (shortId(cartId) !== cart || !/^\d{1,12}(?:\.\d{1,3})?$/.test(total)) {
    return proceed(ctx, ctx.t("common.stale"))
  }
  return placeOrder(ctx, cartId, provider, Number(total))
})

async function placeOrder(ctx: ShopContext, cartId: string, provider: string, total: number): Promise<void> {
  let placed: Placed
  try {
    const { result } = await placeOrderWorkflow(ctx.container).run({
      input: { cart_id: cartId, provider_id: provider, expected_total: total },
    })
    placed = result
  } catch (error) {
    return showRefusal(ctx, cartId, error)
  }
  const hasCartBack = await takeCartBack(ctx)
  ctx.session.checkout = { ...ctx.session.checkout, placed: { cart_id: cartId, order_id: placed.order_id } }
  await showConfirmation(ctx, placed, hasCartBack ? ctx.t("checkout.cart_is_back") : undefined)
}

const SLOT_PROBLEMS = ["slot_full", "slot_cut_off", "slot_closed", "invalid_slot"]

/**
 * Shows the screen on which the shopper can correct the reason why the order was refused.
 *
 * @throws the error itself when it is not a refusal that the shopper can correct
 */
async function showRefusal(ctx: ShopContext, cartId: string, error: unknown): Promise<void> {
  const code = errorCode(error) ?? ""
  const { t } = ctx
  if (SLOT_PROBLEMS.includes(code)) {
    return showStep(ctx, "slot_id", await loadDelivery(ctx, cartId), t("checkout.slot_over"))
  }
  switch (code) {
    case "total_changed":
      return proceed(ctx, t("checkout.total_changed"))
    case "provider_unavailable":
    case "too_many_orders":
    case "unpaid_orders":
    case "open_cash_orders":
    case "cash_refused":
    case "first_order_in_advance":
    case "gift_in_advance":
      return proceed(ctx, t(`errors.${code}`))
    case "delivery_missing":
    case "not_deliverable":
      return proceed(ctx)
    case "cart_empty":
    case "cart_not_found":
    case "cart_completed":
      return showNothingToOrder(ctx)
    case "out_of_stock":
      return showSoldOut(ctx)
    default:
      throw error
  }
}

async function showSoldOut(ctx: ShopContext): Promise<void> {
  const { t } = ctx
  await show(ctx, {
    text: t("checkout.sold_out"),
    photo: banner("cart"),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.menu_cart"), openCart.pack({}))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}
