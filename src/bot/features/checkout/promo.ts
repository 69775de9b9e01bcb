import { errorCode } from "../../../lib/errors"
import { applyPromoCodeWorkflow } from "../../../workflows/cart/apply-promo-code"
import { removePromoCodeWorkflow } from "../../../workflows/cart/remove-promo-code"
import type { ShopContext } from "../../runtime/context"
import { proceed, showNothingToOrder } from "./proceed"
import { showPromo } from "./screens/extra"
import { promoCodes } from "./screens/summary"
import { keepCart, loadCart } from "./state"

/** Rejects longer input without a database query. */
const LONGEST_CODE = 64

export async function askPromo(ctx: ShopContext, notice?: string): Promise<void> {
  const cart = (await keepCart(ctx)) ? await loadCart(ctx) : undefined
  return cart ? showPromo(ctx, promoCodes(cart), notice) : showNothingToOrder(ctx)
}

/** Applies a typed code to the cart. Asks again when the code is not valid. */
export async function enterPromo(ctx: ShopContext, text: string): Promise<void> {
  const { cart_id: cartId } = ctx.account
  const code = text.trim()
  if (!cartId) {
    return showNothingToOrder(ctx)
  }
  if (code.length > LONGEST_CODE) {
    return askPromo(ctx, ctx.t("errors.promo_invalid"))
  }
  let isWaiting: boolean
  try {
    const { result } = await applyPromoCodeWorkflow(ctx.container).run({ input: { cart_id: cartId, code } })
    isWaiting = result.is_waiting
  } catch (error) {
    if (errorCode(error) !== "promo_invalid") {
      throw error
    }
    return askPromo(ctx, ctx.t("errors.promo_invalid"))
  }
  return proceed(ctx, ctx.t(isWaiting ? "checkout.promo_waits" : "checkout.promo_applied"))
}

/** Removes the codes that the shopper typed. Automatic promotions stay. */
export async function removePromos(ctx: ShopContext): Promise<void> {
  const cart = await loadCart(ctx)
  if (!cart) {
    return showNothingToOrder(ctx)
  }
  for (const code of promoCodes(cart)) {
    await removePromoCodeWorkflow(ctx.container).run({ input: { cart_id: cart.id, code } })
  }
  return proceed(ctx)
}
