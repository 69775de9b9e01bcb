import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { InlineKeyboard } from "grammy"
import { getOrderPayment } from "../../../workflows/payment/order-payment/get-order-payment"
import { openOrder } from "../../ui/navigation"
import { telegramOf } from "../../runtime/telegram"
import { payable } from "../../../lib/money"
import { money, textsIn } from "../../ui/texts"
import { timeOf } from "../../ui/when"
import { enqueue } from "../../outbox"
import { runningBot } from "../../runtime/run"

/** Time in ms before the payment deadline at which the shopper gets the reminder. */
const AHEAD_MS = 5 * 60_000
const BATCH = 100

type Row = {
  order_id: string
  display_id: number
  payment_due_at: string
  order: { customer_id: string | null; currency_code: string; total: number } | null
}

/** Reminds shoppers of unpaid orders shortly before the payment deadline, once for each order. */
export async function remindUnpaid(container: MedusaContainer): Promise<void> {
  if (!runningBot()) {
    return
  }
  const now = Date.now()
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "assignment",
    fields: [
      "order_id",
      "display_id",
      "payment_due_at",
      "order.customer_id",
      "order.currency_code",
      "order.total",
    ],
    filters: {
      status: "awaiting_payment",
      payment_due_at: { $gt: new Date(now), $lt: new Date(now + AHEAD_MS) },
    },
    pagination: { take: BATCH, order: { payment_due_at: "ASC" } },
  })
  for (const row of data as unknown as Row[]) {
    await remind(container, row)
  }
}

async function remind(container: MedusaContainer, row: Row): Promise<void> {
  const { order_id: orderId, display_id: number, payment_due_at: due, order } = row
  const [shopper] = order?.customer_id
    ? await telegramOf(container).listAccounts({ customer_id: order.customer_id }, { take: 1 })
    : []
  const payment = await getOrderPayment(container, { order_id: orderId })
  // A shopper whose payment is in progress gets no reminder.
  if (!shopper || !order || payment.status !== "awaiting_payment" || !payment.checkout_url) {
    return
  }
  const t = textsIn(shopper.language)
  const total = money(t, payable(order.total, order.currency_code), order.currency_code)
  await enqueue(container, [
    {
      key: `payment_reminder:${orderId}`,
      chatId: shopper.telegram_id,
      orderId,
      goodUntil: new Date(due),
      screen: {
        text: t("payment.reminder", { number, total, until: timeOf(due) }),
        keyboard: new InlineKeyboard()
          .url(t.plain("checkout.pay_now", { total }), payment.checkout_url)
          .row()
          .text(t.plain("notices.order"), openOrder.pack({ orderId })),
      },
    },
  ])
}
