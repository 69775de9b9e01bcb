import { Composer, InlineKeyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import { CASH_PROVIDER } from "../../../lib/shop"
import { cashProblem } from "../../../workflows/payment/order-payment/cash-limits"
import { changeOrderPaymentWorkflow } from "../../../workflows/payment/order-payment/change-order-payment"
import type { ShopContext } from "../../runtime/context"
import { openOrder } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import type { TextKey } from "../../ui/texts"
import { paymentName } from "../checkout/payment-methods"
import { showOrder } from "../orders/detail"
import { choosePaymentMethod, takePaymentMethod } from "./buttons"
import { paymentMethodsOf } from "./methods"

/** Lets a shopper change the payment method of an unpaid order. */
export const payment = new Composer<ShopContext>()

choosePaymentMethod.on(payment, (ctx, { orderId }) => showPaymentMethods(ctx, orderId))
takePaymentMethod.on(payment, (ctx, { orderId, index }) => changePaymentMethod(ctx, orderId, Number(index)))

async function showPaymentMethods(ctx: ShopContext, orderId: string): Promise<void> {
  const methods = await paymentMethodsOf(ctx, orderId)
  if (!methods) {
    return showOrder(ctx, orderId)
  }
  const problem = methods.all.includes(CASH_PROVIDER) ? await cashProblem(ctx.container, orderId) : undefined
  const keyboard = new InlineKeyboard()
  methods.all.forEach((id, index) => {
    if (id !== methods.current && !(problem && id === CASH_PROVIDER)) {
      keyboard.text(paymentName(ctx.t, id, methods.is_gift), takePaymentMethod.pack({ orderId, index })).row()
    }
  })
  await show(ctx, {
    text: [ctx.t("payment.choose"), ...(problem ? [ctx.t(`errors.${problem}`)] : [])].join("\n\n"),
    photo: banner("checkout"),
    keyboard: keyboard.text(ctx.t.plain("common.back"), openOrder.pack({ orderId })),
  })
}

/** Texts for the refusals that the shopper can understand. Other errors go to the error boundary. */
const REFUSALS: Partial<Record<string, TextKey>> = {
  too_late: "payment.too_late",
  payment_in_progress: "errors.payment_in_progress",
  provider_unavailable: "errors.provider_unavailable",
  open_cash_orders: "errors.open_cash_orders",
  cash_refused: "errors.cash_refused",
  first_order_in_advance: "errors.first_order_in_advance",
  gift_in_advance: "errors.gift_in_advance",
}

async function changePaymentMethod(ctx: ShopContext, orderId: string, index: number): Promise<void> {
  const methods = await paymentMethodsOf(ctx, orderId)
  const provider = methods?.all.at(index)
  const { customer_id: customerId } = ctx.account
  if (!provider || !customerId || !Number.isInteger(index) || index < 0) {
    return showOrder(ctx, orderId, ctx.t("common.stale"))
  }
  try {
    await changeOrderPaymentWorkflow(ctx.container).run({
      input: { order_id: orderId, customer_id: customerId, provider_id: provider },
    })
  } catch (error) {
    const refusal = REFUSALS[errorCode(error) ?? ""]
    if (!refusal) {
      throw error
    }
    return showOrder(ctx, orderId, ctx.t(refusal))
  }
  const method = paymentName(ctx.t, provider, methods?.is_gift)
  return showOrder(ctx, orderId, ctx.t("payment.changed", { method }))
}
