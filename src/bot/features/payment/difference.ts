import type { MedusaContainer } from "@medusajs/framework/types"
import { InlineKeyboard } from "grammy"
import type { InlineKeyboardButton } from "grammy/types"
import type { Balance } from "../../../workflows/payment/order-payment/balance"
import { getOrderPayment } from "../../../workflows/payment/order-payment/get-order-payment"
import { money, type Translate } from "../../ui/texts"
import { choosePaymentMethod } from "./buttons"

type OrderWithDifference = { id: string; currency_code: string } & Pick<Balance, "paid" | "due">

/**
 * The rows of buttons to pay online what an edit left to pay of a paid order: the payment link, and other gateways. No rows
 * for other orders, and while a gateway processes the payment.
 */
export async function differenceButtons(
  container: MedusaContainer,
  t: Translate,
  { id: orderId, currency_code: currency, paid, due }: OrderWithDifference,
): Promise<InlineKeyboardButton[][]> {
  if (paid === 0 || due === 0) {
    return []
  }
  const { status, checkout_url: url } = await getOrderPayment(container, { order_id: orderId })
  if (status !== "partly_paid") {
    return []
  }
  const link = t.plain("checkout.pay_now", { total: money(t, due, currency) })
  const others = t.plain("payment.another_way")
  return [
    ...(url ? [[InlineKeyboard.url(link, url)]] : []),
    [InlineKeyboard.text(others, choosePaymentMethod.pack({ orderId }))],
  ]
}
