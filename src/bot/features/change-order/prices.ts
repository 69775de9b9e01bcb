import { InlineKeyboard } from "grammy"
import { payable } from "../../../lib/money"
import { isGift } from "../../../modules/delivery/order-limits"
import type { PlacedZone } from "../../../workflows/delivery/placed-zones"
import { balanceOf } from "../../../workflows/payment/order-payment/balance"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"
import { escapeHtml, money, type TextKey } from "../../ui/texts"
import type { ShopperOrder } from "../orders/order"

type Zones = {
  zones: PlacedZone[]
  /** Id of the present zone. */
  present: string | null
  /** The callback data of a zone's button. */
  buttonOf: (optionId: string) => string
}

/** The question in which zone an address is: the zones with their prices, HTML, and a numbered button for each. */
export function zoneList(
  ctx: ShopContext,
  { currency_code }: Pick<ShopperOrder, "currency_code">,
  { zones, present, buttonOf }: Zones,
): { text: string; keyboard: InlineKeyboard } {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  const lines = zones.map(({ id, name, amount, price }, index) => {
    const mark = id === present ? "✅ " : ""
    keyboard.text(`${mark}${index + 1}`, buttonOf(id))
    const cost = amount ? money(t, amount, currency_code) : t.plain("checkout.free")
    const difference = price?.difference ? ` (${signed(ctx, price.difference, currency_code)})` : ""
    return `${mark}${index + 1}. ${escapeHtml(clip(name, 60))} — ${cost}${difference}`
  })
  return { text: [t("checkout.ask_zone"), lines.join("\n")].join("\n\n"), keyboard }
}

const signed = ({ t }: ShopContext, amount: number, currency: string) =>
  `${amount > 0 ? "+" : "−"}${money(t, Math.abs(amount), currency)}`

/**
 * What a change costs more or less, how it is paid, and the question whether the shopper agrees. HTML.
 *
 * @param isCard whether the change is a greeting card, and not another address or slot
 */
export function priceQuestion(
  { t }: ShopContext,
  order: ShopperOrder,
  difference: number,
  isCard = false,
): string {
  const { currency_code: currency } = order
  const text = t(priceText(order, difference, isCard), {
    amount: money(t, Math.abs(difference), currency),
    total: money(t, payable(order.total + difference, currency), currency),
  })
  return [text, t("change.agree_ask")].join("\n\n")
}

function priceText(order: ShopperOrder, difference: number, isCard: boolean): TextKey {
  const isPaid = balanceOf(order).paid > 0
  const dearer = isCard ? "change.card" : "change.dearer"
  if (difference < 0) {
    return isPaid ? "change.cheaper_paid" : "change.cheaper"
  }
  if (order.assignment?.status === "awaiting_payment") {
    return `${dearer}_unpaid`
  }
  if (isGift(order.delivery)) {
    return isPaid ? `${dearer}_gift_paid` : `${dearer}_gift`
  }
  return isPaid ? `${dearer}_paid` : dearer
}
