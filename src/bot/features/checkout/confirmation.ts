import { MedusaError } from "@medusajs/framework/utils"
import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { fit } from "../../ui/fit"
import { openMenu, openOrder } from "../../ui/navigation"
import { phoneAsWritten } from "../../ui/phone"
import { banner } from "../../ui/pictures"
import { addressLabel } from "../../ui/saved-addresses"
import { leaveScreen, show } from "../../ui/screen"
import { shopPlace } from "../../../medusa-sql/shop-place"
import { money, type Translate } from "../../ui/texts"
import { slotInFull } from "../../ui/when"
import { loadOrder, type OrderDelivery, type ShopperOrder } from "../orders/order"
import { lineList, shippingLine } from "./lines"
import { paymentName } from "./payment-methods"

export type Placed = {
  order_id: string
  total: number
  payment: { provider_id: string; checkout_url?: string }
}

/** Where flowers are fetched, and how much of the long texts there is room for; see {@link fit}. */
export type Room = { shopAddress: string; scale: number }

/** The message that stays: what was ordered, for when, where, and how it is paid. */
export async function showConfirmation(ctx: ShopContext, placed: Placed, note?: string): Promise<void> {
  const order = await loadOrder(ctx, placed.order_id)
  if (!order) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The order ${placed.order_id} was placed but is not this customer's.`,
    )
  }
  const { t } = ctx
  const isPickup = order.delivery?.method === "pickup"
  const shop = isPickup ? await shopPlace(ctx.container) : undefined
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

function confirmationText(t: Translate, order: ShopperOrder, { total, payment }: Placed, room: Room): string {
  const title = payment.checkout_url ? "checkout.placed_unpaid" : "checkout.placed"
  return [
    t(title, { number: order.display_id }),
    lineList(t, order.items, room.scale),
    order.delivery && deliveryLines(t, order.delivery, room),
    [
      shippingLine(t, order.delivery?.method, Number(order.shipping_total)),
      t("checkout.line_total", { price: money(t, Number(total)) }),
      t("checkout.line_payment", { way: paymentName(t, payment.provider_id) }),
    ]
      .filter(Boolean)
      .join("\n"),
    t("checkout.placed_next"),
  ]
    .filter(Boolean)
    .join("\n\n")
}

/** When, where and to whom; HTML. */
export function deliveryLines(t: Translate, delivery: OrderDelivery, { shopAddress, scale }: Room): string {
  const { date, starts_at, ends_at } = delivery
  const isPickup = delivery.method === "pickup"
  const place = isPickup
    ? clip(shopAddress, 90)
    : addressLabel({ ...delivery, text: delivery.address }, 120 * scale)
  return [
    isPickup && t("checkout.line_pickup_short"),
    date &&
      starts_at &&
      ends_at &&
      t("checkout.line_slot", { slot: slotInFull(t, { date, starts_at, ends_at }) }),
    place && t("checkout.line_address", { address: place }),
    t(delivery.for_someone_else ? "checkout.line_recipient" : "checkout.line_me", {
      name: clip(delivery.recipient_name ?? "", 40),
      phone: phoneAsWritten(delivery.recipient_phone ?? ""),
    }),
    delivery.card_text && t("checkout.line_card", { text: clip(delivery.card_text, 200 * scale) }),
    delivery.anonymous && t("checkout.line_anonymous"),
    delivery.comment && t("checkout.line_comment", { text: clip(delivery.comment, 150 * scale) }),
  ]
    .filter(Boolean)
    .join("\n")
}

/** Where to pay is told by the order's payment card, which changes once the money is there. */
function confirmationKeyboard(t: Translate, { order_id: orderId }: Placed): InlineKeyboard {
  return new InlineKeyboard()
    .text(t.plain("checkout.status"), openOrder.pack({ orderId }))
    .text(t.plain("common.to_menu"), openMenu.pack({}))
}
