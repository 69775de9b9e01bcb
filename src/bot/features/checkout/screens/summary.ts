import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { clip } from "../../../ui/clip"
import { expectNothing } from "../../../ui/expect"
import { fit } from "../../../ui/fit"
import { phoneAsWritten } from "../../../ui/phone"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import { shopPlace } from "../../../../workflows/shop-place"
import { billOf } from "../../../../lib/money"
import { CASH_PROVIDER } from "../../../../lib/shop"
import { isGift } from "../../../../modules/delivery/order-limits"
import { paymentProblems } from "../../../../workflows/checkout/admit-order"
import { money, type Translate } from "../../../ui/texts"
import { slotInFull } from "../../../ui/when"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { editAnswers, leave, pay, shortId } from "../buttons"
import { giverLine, lineList, placeOf, sumLines, switchLines } from "../lines"
import { paymentName, paymentMethods } from "../payment-methods"
import type { ReadCart } from "../../../../medusa-sql/whole-cart"
import { withNotice } from "./parts"

/**
 * Shows all answers, one pay button for each payment method that the shopper may use, and a button to edit the answers.
 *
 * @param notice status message shown first, HTML
 */
export async function showSummary(
  ctx: ShopContext,
  cart: ReadCart,
  view: CartDeliveryView,
  notice?: string,
): Promise<void> {
  expectNothing(ctx)
  const { methods, refusals } = await offeredMethods(ctx, cart, view)
  const isPickup = view.delivery.method === "pickup"
  const shop = isPickup ? await shopPlace(ctx.container) : undefined
  await show(ctx, {
    text: fit((scale) =>
      [
        withNotice(notice, summaryText(ctx.t, cart, view, { shopAddress: shop?.address ?? "", scale })),
        ...(isGift(view.delivery) && methods.includes(CASH_PROVIDER)
          ? [ctx.t("checkout.gift_cash_hint")]
          : []),
        ...refusals.filter((sentence) => sentence !== notice),
      ].join("\n\n"),
    ),
    photo: banner("checkout"),
    keyboard: summaryKeyboard(ctx.t, cart, view, methods),
  })
}

function summaryText(
  t: Translate,
  cart: ReadCart,
  view: CartDeliveryView,
  { shopAddress, scale }: { shopAddress: string; scale: number },
): string {
  const title = `<b>${t("checkout.summary")}</b>`
  const bill = billOf(cart)
  return [
    title,
    lineList(t, cart.items, bill, scale),
    whoAndWhere(t, view, shopAddress, scale),
    extras(t, cart, view, scale),
    sumLines(t, view.delivery.method, bill),
  ]
    .filter(Boolean)
    .join("\n\n")
}

function whoAndWhere(t: Translate, view: CartDeliveryView, shopAddress: string, scale: number): string {
  const { delivery } = view
  const zone = view.shipping_options.find(({ chosen }) => chosen)
  const isPickup = delivery.method === "pickup"
  return [
    t(isPickup ? "checkout.line_pickup" : "checkout.line_delivery", { zone: clip(zone?.name ?? "", 60) }),
    isPickup
      ? shopAddress && t("checkout.line_address", { address: clip(shopAddress, 90) })
      : t("checkout.line_address", { address: placeOf(t, delivery, 120 * scale) }),
    delivery.slot &&
      t("checkout.line_slot", {
        slot: slotInFull(t, { ...delivery.slot, exact_time: delivery.exact_time }),
      }),
    t(delivery.for_someone_else ? "checkout.line_recipient" : "checkout.line_me", {
      name: clip(delivery.recipient_name ?? "", 40),
      phone: phoneAsWritten(delivery.recipient_phone ?? ""),
    }),
    giverLine(t, delivery),
  ]
    .filter(Boolean)
    .join("\n")
}

function extras(t: Translate, cart: ReadCart, { delivery }: CartDeliveryView, scale: number): string {
  const codes = promoCodes(cart)
  return [
    delivery.card_text && t("checkout.line_card", { text: clip(delivery.card_text, 200 * scale) }),
    ...switchLines(t, delivery),
    delivery.comment && t("checkout.line_comment", { text: clip(delivery.comment, 150 * scale) }),
    delivery.email && t("checkout.line_email", { email: clip(delivery.email, 50) }),
    codes.length && t("checkout.line_promo", { code: clip(codes.join(", "), 40) }),
    cart.waiting_promotions.length && t("checkout.promo_waits"),
  ]
    .filter(Boolean)
    .join("\n")
}

/** Promotion codes that the shopper typed; automatic promotions are left out. */
export function promoCodes(cart: ReadCart): string[] {
  const typed = cart.promotions.filter((promotion) => !promotion.is_automatic)
  return [...typed, ...cart.waiting_promotions].map(({ code }) => code)
}

/**
 * The payment methods that the limits of orders allow at this moment, and a sentence for each limit that refuses others.
 * A tap is checked again.
 */
async function offeredMethods(
  ctx: ShopContext,
  cart: ReadCart,
  { delivery }: CartDeliveryView,
): Promise<{ methods: string[]; refusals: string[] }> {
  const { cash, online } = await paymentProblems(ctx.container, {
    id: cart.id,
    recipient: delivery,
    buyer: { ...cart, total: billOf(cart).total },
  })
  const all = paymentMethods(cart)
  const problemOf = (provider: string) => (provider === CASH_PROVIDER ? cash : online)
  const problems = new Set(all.flatMap((provider) => problemOf(provider) ?? []))
  return {
    methods: all.filter((provider) => !problemOf(provider)),
    refusals: [...problems].map((problem) => ctx.t(`errors.${problem}`)),
  }
}

/** The ways to pay, a button that opens the list of answers, and "cancel": at most six buttons with three ways to pay. */
function summaryKeyboard(
  t: Translate,
  cart: ReadCart,
  view: CartDeliveryView,
  methods: string[],
): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  const { total, currency_code } = billOf(cart)
  const shown = money(t, total, currency_code)
  for (const provider of methods) {
    const method = paymentName(t, provider, isGift(view.delivery))
    const label = t.plain("checkout.pay_button", { method, total: shown })
    keyboard.text(label, pay.pack({ cart: shortId(cart.id), total, provider })).row()
  }
  return keyboard
    .text(t.plain("checkout.edit"), editAnswers.pack({}))
    .text(t.plain("common.cancel"), leave.pack({}))
}
