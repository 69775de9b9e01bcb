import { InlineKeyboard } from "grammy"
import type { AttemptZones } from "../../../workflows/delivery/rearrange-delivery"
import { shopPlace } from "../../../workflows/shop-place"
import type { ShopContext } from "../../runtime/context"
import type { Session } from "../../runtime/session"
import { clip } from "../../ui/clip"
import { expect, expectNothing } from "../../ui/expect"
import { openMenu, openOrder } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { slotPicker } from "../../ui/slot-picker"
import { slotInFull } from "../../ui/when"
import { priceQuestion, zoneList } from "../change-order/prices"
import { placeOf } from "../checkout/lines"
import { loadOrder, type ShopperOrder } from "../orders/order"
import {
  agree,
  chooseDay,
  chooseSlot,
  chooseZone,
  decisionButtons,
  giveUp,
  openDecision,
  otherAddress,
} from "./buttons"

export type Decision = NonNullable<Session["decision"]>

/** Asks what to do with the order. */
export async function showDecision(
  ctx: ShopContext,
  { id: orderId, display_id: number }: ShopperOrder,
): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  await show(ctx, {
    text: `${t("failed.title", { number })}\n\n${t("failed.ask")}`,
    photo: banner("orders"),
    keyboard: decisionButtons(t, orderId),
  })
}

/** Asks for the time of the next attempt or of the pick-up. @param notice status message shown first, HTML */
export async function showSlots(
  ctx: ShopContext,
  { order_id: orderId, at_shop }: Decision,
  day?: string,
  notice?: string,
): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const { keyboard, about } = await slotPicker(ctx, {
    method: at_shop ? "pickup" : "delivery",
    wished: day,
    dayButton: (one) => chooseDay.pack({ day: one }),
    slotButton: (slotId) => chooseSlot.pack({ slotId }),
  })
  const question = t(at_shop ? "checkout.ask_slot_pickup" : "checkout.ask_slot")
  await show(ctx, {
    text: [notice, question, about].filter(Boolean).join("\n\n"),
    photo: banner("orders"),
    keyboard: keyboard.row().text(t.plain("common.back"), openDecision.pack({ orderId })),
  })
}

/** Asks for another address. @param notice what is wrong with the answer, HTML */
export async function askAddress(
  ctx: ShopContext,
  { id: orderId, delivery }: ShopperOrder,
  notice?: string,
): Promise<void> {
  expect(ctx, "failed.address", orderId)
  const { t } = ctx
  const address = delivery ? placeOf(t, delivery, 200) : ""
  await show(ctx, {
    text: [notice, t("failed.ask_address", { address })].filter(Boolean).join("\n\n"),
    photo: banner("orders"),
    keyboard: new InlineKeyboard().text(t.plain("common.back"), openDecision.pack({ orderId })),
  })
}

/** Asks in which zone the address is. */
export async function showZones(
  ctx: ShopContext,
  order: ShopperOrder,
  { zones, present }: AttemptZones,
): Promise<void> {
  expectNothing(ctx)
  const { text, keyboard } = zoneList(ctx, order, {
    zones,
    present,
    buttonOf: (optionId) => chooseZone.pack({ optionId }),
  })
  await show(ctx, {
    text,
    photo: banner("orders"),
    keyboard: keyboard.row().text(ctx.t.plain("common.back"), otherAddress.pack({ orderId: order.id })),
  })
}

/** Says what the delivery to the zone costs more or less, and asks the shopper to agree. */
export async function showPrice(ctx: ShopContext, order: ShopperOrder, difference: number): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  await show(ctx, {
    text: priceQuestion(ctx, order, difference),
    photo: banner("orders"),
    keyboard: new InlineKeyboard()
      .text(t.plain("change.agree"), agree.pack({ difference }))
      .row()
      .text(t.plain("common.back"), otherAddress.pack({ orderId: order.id })),
  })
}

/** Confirms the decision: when the order is brought, or when and where the shopper picks it up. */
export async function showDone(ctx: ShopContext, { order_id: orderId, at_shop }: Decision): Promise<void> {
  const { t } = ctx
  const order = await loadOrder(ctx, orderId)
  const { date, starts_at, ends_at } = order?.delivery ?? {}
  const slot = date && starts_at && ends_at ? slotInFull(t, { date, starts_at, ends_at }) : ""
  const place = at_shop ? clip((await shopPlace(ctx.container)).address ?? "", 90) : ""
  await show(ctx, {
    text: t(at_shop ? "failed.done_keep" : "failed.done", { slot, place }),
    photo: banner("orders"),
    keyboard: new InlineKeyboard()
      .text(t.plain("checkout.status"), openOrder.pack({ orderId }))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

/** Asks the shopper to confirm that the order is not brought again. */
export async function showGiveUp(
  ctx: ShopContext,
  { id: orderId, display_id: number }: ShopperOrder,
): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  await show(ctx, {
    text: t("failed.ask_give_up", { number }),
    photo: banner("orders"),
    keyboard: new InlineKeyboard()
      .text(t.plain("failed.give_up_no"), openDecision.pack({ orderId }))
      .row()
      .text(t.plain("failed.give_up_yes"), giveUp.pack({ orderId })),
  })
}
