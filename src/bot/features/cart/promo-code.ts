import { Composer, InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import { applyPromoCodeWorkflow } from "../../../workflows/cart/apply-promo-code"
import { removePromoCodeWorkflow } from "../../../workflows/cart/remove-promo-code"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expect, onAnswer } from "../../ui/expect"
import { openCart } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { money } from "../../ui/texts"
import { askPromoCode, removePromoCode } from "./buttons"
import { showCart } from "./cart-screen"
import { loadCart } from "./load-cart"

const QUESTION = "cart.promo"
/** Maximum length of a promo code. */
const LONGEST_CODE = 64

/** Promo codes in the cart: ask, apply and remove. */
export const promoCode = new Composer<ShopContext>()

askPromoCode.on(promoCode, (ctx) => ask(ctx, ctx.t("cart.promo_ask")))

onAnswer(promoCode, QUESTION, "message:text", async (ctx) => {
  const { t } = ctx
  const code = ctx.message.text.trim()
  const open = await loadCart(ctx)
  if (!open?.items.length) {
    return showCart(ctx)
  }
  const refuse = () => ask(ctx, t("cart.promo_invalid", { code: clip(code, LONGEST_CODE) }))
  if (!code || code.length > LONGEST_CODE) {
    return refuse()
  }
  try {
    const { result } = await applyPromoCodeWorkflow(ctx.container).run({ input: { cart_id: open.id, code } })
    const named = { code: clip(result.code, LONGEST_CODE) }
    const saved = money(t, result.discount_total, result.currency_code)
    const note = result.is_waiting
      ? t("cart.promo_waits", named)
      : t("cart.promo_applied", { ...named, price: saved })
    return await showCart(ctx, 1, note)
  } catch (error) {
    if (errorCode(error) !== "promo_invalid") {
      throw error
    }
    return refuse()
  }
})

onAnswer(promoCode, QUESTION, "message", (ctx) =>
  ask(ctx, [ctx.t("common.not_an_answer"), ctx.t("cart.promo_ask")].join("\n\n")),
)

removePromoCode.on(promoCode, async (ctx, { promotionId }) => {
  const open = await loadCart(ctx)
  const all = open ? [...open.promotions, ...open.waiting_promotions] : []
  const promotion = all.find(({ id }) => id === promotionId)
  if (open && promotion) {
    const input = { cart_id: open.id, code: promotion.code }
    await removePromoCodeWorkflow(ctx.container).run({ input })
    await ctx.answer(ctx.t.plain("cart.promo_removed"))
  } else {
    await ctx.answer(ctx.t.plain("common.stale"))
  }
  await showCart(ctx)
})

async function ask(ctx: ShopContext, text: string): Promise<void> {
  expect(ctx, QUESTION)
  await show(ctx, {
    text,
    photo: banner("cart"),
    keyboard: new InlineKeyboard().text(ctx.t.plain("cart.back_to_cart"), openCart.pack({})),
  })
}
