import { Composer } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { answers } from "./answers"
import { cardAnswers } from "./card-answers"
import { leaveCheckout } from "./exits"
import { paying } from "./pay"
import { taps } from "./taps"

/** Checkout: asks for each missing field of the cart's delivery, shows a summary and places the order. */
export const checkout = new Composer<ShopContext>()

checkout.command("cancel", async (ctx) => {
  expectNothing(ctx)
  await leaveCheckout(ctx)
})
checkout.use(taps)
checkout.use(cardAnswers)
checkout.use(paying)
checkout.use(answers)
