import type { MedusaContainer } from "@medusajs/framework/types"
import { InlineKeyboard } from "grammy"
import { getOrderPayment } from "../../../workflows/payment/order-payment/get-order-payment"
import { askCancel } from "../../features/orders/buttons"
import { choosePaymentMethod } from "../../features/payment/buttons"
import { differenceButtons } from "../../features/payment/difference"
import { openOrder } from "../../ui/navigation"
import type { Screen } from "../../ui/screen"
import { money, textsIn, type Translate } from "../../ui/texts"
import { timeOf } from "../../ui/when"
import type { EnqueuedCard } from "../../outbox"
import { awaitsGiver } from "./describe"
import type { OrderFacts } from "./order-facts"

/**
 * The shopper's card about an order with online payment: payment link and deadline, later the result. The bot
 * edits it when the payment changes. Telegram makes no sound for an edit, so a notice says that the money arrived; the card
 * of a paid order only loses its buttons and its deadline.
 * Empty for orders that never waited for a payment.
 */
export async function paymentCardOf(container: MedusaContainer, facts: OrderFacts): Promise<EnqueuedCard[]> {
  const { assignment, transitions, shopper } = facts
  if (!shopper || transitions.at(0)?.to !== "awaiting_payment") {
    return []
  }
  const t = textsIn(shopper.language)
  return [
    {
      key: `payment:${assignment.order_id}`,
      chatId: shopper.telegram_id,
      orderId: assignment.order_id,
      screen: await paymentCard(container, t, facts),
      repeatLine: t("payment.repeated"),
    },
  ]
}

async function paymentCard(container: MedusaContainer, t: Translate, facts: OrderFacts): Promise<Screen> {
  const { order_id: orderId, display_id: number, status } = facts.assignment
  const { currency_code } = facts.order
  const total = money(t, facts.order.total, currency_code)
  if (isSettled(facts)) {
    return { text: t("payment.card_paid", { number, total: money(t, facts.order.to_pay, currency_code) }) }
  }
  const details = new InlineKeyboard().text(t.plain("notices.order"), openOrder.pack({ orderId }))
  if (status === "canceled") {
    // A canceled order has nothing due.
    const key = facts.paid > 0 ? "payment.card_canceled_paid" : "payment.card_canceled"
    return { text: t(key, { number, total: money(t, facts.paid, currency_code) }), keyboard: details }
  }
  if (status !== "awaiting_payment") {
    const { id, currency_code: currency } = facts.order
    const buttons = await differenceButtons(container, t, { id, currency_code: currency, ...facts })
    const online = buttons.length ? [t("payment.difference_online")] : []
    return {
      text: [unsettledText(t, facts), ...online].join("\n"),
      keyboard: InlineKeyboard.from([...buttons, ...details.inline_keyboard]),
    }
  }
  const payment = await getOrderPayment(container, { order_id: orderId })
  const until = payment.expires_at ? timeOf(payment.expires_at) : ""
  const keyboard = new InlineKeyboard()
  if (payment.checkout_url) {
    keyboard.url(t.plain("checkout.pay_now", { total }), payment.checkout_url).row()
  }
  return {
    text: t("payment.card", { number, total, until }),
    keyboard: keyboard
      .text(t.plain("payment.another_method"), choosePaymentMethod.pack({ orderId }))
      .row()
      .text(t.plain("orders.cancel"), askCancel.pack({ orderId })),
  }
}

/** The payment ended, and nothing is left to pay or to give back. */
const isSettled = ({ assignment, due, owed }: OrderFacts): boolean =>
  !["awaiting_payment", "canceled"].includes(assignment.status) && due === 0 && owed === 0

/** The text about an order that does not await its payment any more, with an amount to pay or to give back. */
function unsettledText(t: Translate, facts: OrderFacts): string {
  const { assignment, order, paid, due, owed } = facts
  const { display_id: number } = assignment
  const { currency_code } = order
  const total = money(t, order.to_pay, currency_code)
  if (owed > 0) {
    return t("payment.card_owed", { number, total, amount: money(t, owed, currency_code) })
  }
  if (awaitsGiver(facts)) {
    return t("payment.card_before", { number, amount: money(t, due, currency_code) })
  }
  if (due > 0 && paid > 0) {
    return t("payment.card_partly", {
      number,
      paid: money(t, paid, currency_code),
      amount: money(t, due, currency_code),
    })
  }
  return t("payment.card_on_delivery", { number, total })
}
