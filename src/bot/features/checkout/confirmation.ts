import { MedusaError } from "@medusajs/framework/utils"
import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { fit } from "../../ui/fit"
import { openMenu, openOrder } from "../../ui/navigation"
import { phoneAsWritten } from "../../ui/phone"
import { banner } from "../../ui/pictures"
import { leaveScreen, show } from "../../ui/screen"
import { shopPlace } from "../../../workflows/shop-place"
import { billOf } from "../../../lib/money"
import { CASH_PROVIDER } from "../../../lib/shop"
import { isGift } from "../../../modules/delivery/order-limits"
import { money, type Translate } from "../../ui/texts"
import { slotInFull } from "../../ui/when"
import { loadOrder, type OrderDelivery, type ShopperOrder } from "../orders/order"
import { giverLine, lineList, placeOf, sumLines, switchLines } from "./lines"
import { keepLastGift } from "./last-gift"
import { paymentName } from "./payment-methods"

export type Placed = {
  order_id: string
  payment: { provider_id: string; checkout_url?: string }
}

/**
 * `shopAddress`: the shop's address for pickup. `scale`: share of the long texts to show, 0 to 1, see {@link
 * fit}.
 */
export type TextOptions = { shopAddress: string; scale: number }

/**
 * Shows the placed order: lines, time, place and payment method. Later screens do not replace this message.
 *
 * @param note text below the order, HTML
 */
export async function showConfirmation(ctx: ShopContext, placed: Placed, note?: string): Promise<void> {
  const order = await loadOrder(ctx, placed.order_id)
  if (!order) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The order ${placed.order_id} was placed, but it does not belong to this customer.`,
    )
  }
  keepLastGift(ctx, order.delivery)
  const { t } = ctx
  const isVisit = order.delivery?.method === "pickup" || isGift(order.delivery)
  const shop = isVisit ? await shopPlace(ctx.container) : undefined
  await show(ctx, {
    text: fit((scale) =>
      [confirmationText(t, order, placed, { shopAddress: shop?.address ?? "", scale }), note]
        .filter(Boolean)
        .join("\n\n"),
    ),
    photo: banner("checkout"),
    keyboard: confirmationKeyboard(t, placed),
  })
  leaveScreen(ctx)
}

function confirmationText(
  t: Translate,
  order: ShopperOrder,
  { payment }: Placed,
  options: TextOptions,
): string {
  const bill = billOf(order)
  const title = payment.checkout_url ? "checkout.placed_unpaid" : "checkout.placed"
  return [
    t(title, { number: order.display_id }),
    lineList(t, order.items, bill, options.scale),
    order.delivery && deliveryLines(t, order.delivery, options),
    [
      sumLines(t, order.delivery?.method, bill),
      t("checkout.line_payment", { method: paymentName(t, payment.provider_id, isGift(order.delivery)) }),
    ].join("\n"),
    isGift(order.delivery) &&
      payment.provider_id === CASH_PROVIDER &&
      payAtShop(t, bill.total, bill.currency_code, options.shopAddress),
    order.delivery?.call_first && t("checkout.call_first"),
    t("checkout.placed_next"),
  ]
    .filter(Boolean)
    .join("\n\n")
}

/** Where and when the giver pays in cash. HTML. */
export const payAtShop = (t: Translate, due: number, currency: string, place: string | null): string =>
  t("checkout.pay_at_shop", {
    amount: money(t, due, currency),
    place: clip(place ?? "", 90) || t.plain("checkout.pay_at_shop_nowhere"),
  })

/** Delivery details of an order as lines of HTML: time, place, recipient, card and comment. */
export function deliveryLines(
  t: Translate,
  delivery: OrderDelivery,
  { shopAddress, scale }: TextOptions,
): string {
  const { date, starts_at, ends_at, express, exact_time } = delivery
  const isPickup = delivery.method === "pickup"
  const place = isPickup ? clip(shopAddress, 90) : placeOf(t, delivery, 120 * scale)
  return [
    isPickup && t("checkout.line_pickup_short"),
    date &&
      starts_at &&
      ends_at &&
      t("checkout.line_slot", { slot: slotInFull(t, { date, starts_at, ends_at, express, exact_time }) }),
    place && t("checkout.line_address", { address: place }),
    t(delivery.for_someone_else ? "checkout.line_recipient" : "checkout.line_me", {
      name: clip(delivery.recipient_name ?? "", 40),
      phone: phoneAsWritten(delivery.recipient_phone ?? ""),
    }),
    giverLine(t, delivery),
    delivery.card_text && t("checkout.line_card", { text: clip(delivery.card_text, 200 * scale) }),
    ...switchLines(t, delivery),
    delivery.comment && t("checkout.line_comment", { text: clip(delivery.comment, 150 * scale) }),
  ]
    .filter(Boolean)
    .join("\n")
}

/**
 * Has no payment link: the order's payment card carries the link, and the bot edits that card after payment.
 */
function confirmationKeyboard(t: Translate, { order_id: orderId }: Placed): InlineKeyboard {
  return new InlineKeyboard()
    .text(t.plain("checkout.status"), openOrder.pack({ orderId }))
    .text(t.plain("common.to_menu"), openMenu.pack({}))
}
