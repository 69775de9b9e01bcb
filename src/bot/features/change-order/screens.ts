import { InlineKeyboard } from "grammy"
import type { ChangeablePart } from "../../../modules/workshop/shopper-changes"
import type { PlacedZone } from "../../../workflows/delivery/placed-zones"
import { cardToAdd } from "../../../workflows/order-edits/greeting-card"
import type { ShopContext } from "../../runtime/context"
import type { Session } from "../../runtime/session"
import { clip } from "../../ui/clip"
import { expect, expectNothing } from "../../ui/expect"
import { openOrder } from "../../ui/navigation"
import { phoneAsWritten } from "../../ui/phone"
import { banner } from "../../ui/pictures"
import { addInRows } from "../../ui/rows"
import { addressLabel, savedAddresses } from "../../ui/saved-addresses"
import { show } from "../../ui/screen"
import { slotPicker } from "../../ui/slot-picker"
import { money, type TextKey } from "../../ui/texts"
import { slotInFull } from "../../ui/when"
import { placeOf } from "../checkout/lines"
import type { ShopperOrder } from "../orders/order"
import {
  agree,
  changePart,
  chooseDay,
  chooseSaved,
  chooseSlot,
  chooseZone,
  keepName,
  keepPhone,
  openChange,
  removeComment,
  tagOf,
} from "./buttons"
import { priceQuestion, zoneList } from "./prices"

export type Change = NonNullable<Session["change"]>

const PART_LABELS: Record<ChangeablePart, TextKey> = {
  slot: "checkout.edit_slot_id",
  address: "checkout.edit_address",
  recipient: "change.recipient",
  card: "checkout.edit_card_text",
  comment: "checkout.edit_comment",
}

/** Maximum number of saved addresses on the screen. */
const MOST_SAVED = 4

/** Asks what to change. */
export async function showChoice(
  ctx: ShopContext,
  { id: orderId, display_id: number }: ShopperOrder,
  parts: ChangeablePart[],
): Promise<void> {
  expectNothing(ctx)
  const keyboard = new InlineKeyboard()
  const buttons = parts.map((part) => ({
    label: ctx.t.plain(PART_LABELS[part]),
    data: changePart.pack({ part, orderId }),
  }))
  addInRows(keyboard, buttons, 2)
  await show(ctx, {
    text: ctx.t("change.ask", { number }),
    photo: banner("orders"),
    keyboard: keyboard.text(ctx.t.plain("common.back"), openOrder.pack({ orderId })),
  })
}

/** Shows a question with a button back to the list of parts. @param texts HTML, empty ones are left out */
async function showQuestion(
  ctx: ShopContext,
  orderId: string,
  texts: (string | undefined)[],
  keyboard = new InlineKeyboard(),
): Promise<void> {
  await show(ctx, {
    text: texts.filter(Boolean).join("\n\n"),
    photo: banner("orders"),
    keyboard: keyboard.row().text(ctx.t.plain("common.back"), openChange.pack({ orderId })),
  })
}

/** Asks for another slot. @param notice status message shown first, HTML */
export async function showSlots(
  ctx: ShopContext,
  { id: orderId, delivery }: ShopperOrder,
  day?: string,
  notice?: string,
): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const method = delivery?.method ?? "delivery"
  const order = tagOf(orderId)
  const { keyboard, about } = await slotPicker(ctx, {
    method,
    wished: day,
    dayButton: (one) => chooseDay.pack({ order, day: one }),
    slotButton: (slotId) => chooseSlot.pack({ order, slotId }),
  })
  const { date, starts_at, ends_at } = delivery ?? {}
  const now = date && starts_at && ends_at ? slotInFull(t, { date, starts_at, ends_at }) : undefined
  const question = t(method === "pickup" ? "checkout.ask_slot_pickup" : "checkout.ask_slot")
  await showQuestion(
    ctx,
    orderId,
    [notice, question, now && t("checkout.current_value", { text: now }), about],
    keyboard,
  )
}

/** Asks for another address: a saved one, a text or a location. @param notice what is wrong with the answer, HTML */
export async function askAddress(
  ctx: ShopContext,
  { id: orderId, delivery }: ShopperOrder,
  notice?: string,
): Promise<void> {
  expect(ctx, "change.address", orderId)
  const keyboard = new InlineKeyboard()
  for (const address of (await savedAddresses(ctx)).slice(0, MOST_SAVED)) {
    keyboard
      .text(`📍 ${addressLabel(address)}`, chooseSaved.pack({ order: tagOf(orderId), addressId: address.id }))
      .row()
  }
  const address = delivery ? placeOf(ctx.t, delivery, 200) : ""
  await showQuestion(ctx, orderId, [notice, ctx.t("change.ask_address", { address })], keyboard)
}

/** Asks in which zone a typed address is. The list has the price of each zone, and what the order then costs more or less. */
export async function showZones(ctx: ShopContext, order: ShopperOrder, zones: PlacedZone[]): Promise<void> {
  expectNothing(ctx)
  const { id: orderId, delivery } = order
  const { text, keyboard } = zoneList(ctx, order, {
    zones,
    present: delivery?.shipping_option_id ?? null,
    buttonOf: (optionId) => chooseZone.pack({ order: tagOf(orderId), optionId }),
  })
  await showQuestion(ctx, orderId, [text], keyboard)
}

/**
 * Says what the change costs more or less, and how it is paid, and asks the shopper to agree.
 *
 * @param isCard whether the change is a greeting card, and not another address or slot
 */
export async function showPrice(
  ctx: ShopContext,
  order: ShopperOrder,
  difference: number,
  isCard: boolean,
): Promise<void> {
  expectNothing(ctx)
  const { id: orderId } = order
  const button = agree.pack({ order: tagOf(orderId), difference })
  const keyboard = new InlineKeyboard().text(ctx.t.plain("change.agree"), button)
  await showQuestion(ctx, orderId, [priceQuestion(ctx, order, difference, isCard)], keyboard)
}

/** Asks for the recipient's name. A contact answers both name and phone. */
export async function askName(
  ctx: ShopContext,
  { id: orderId, delivery }: ShopperOrder,
  notice?: string,
): Promise<void> {
  expect(ctx, "change.name", orderId)
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (delivery?.recipient_name) {
    const value = clip(delivery.recipient_name, 30)
    keyboard.text(t.plain("checkout.keep", { value }), keepName.pack({ order: tagOf(orderId) }))
  }
  await showQuestion(ctx, orderId, [notice, t("change.ask_name")], keyboard)
}

/** Asks for the recipient's phone. */
export async function askPhone(
  ctx: ShopContext,
  { id: orderId, delivery }: ShopperOrder,
  notice?: string,
): Promise<void> {
  expect(ctx, "change.phone", orderId)
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (delivery?.recipient_phone) {
    const value = phoneAsWritten(delivery.recipient_phone)
    keyboard.text(t.plain("checkout.keep", { value }), keepPhone.pack({ order: tagOf(orderId) }))
  }
  await showQuestion(ctx, orderId, [notice, t("change.ask_phone")], keyboard)
}

/**
 * Asks for the words of the card, and says what a new card costs.
 *
 * @throws card_sold_out
 */
export async function askCard(ctx: ShopContext, order: ShopperOrder, notice?: string): Promise<void> {
  const { id: orderId, delivery, currency_code: currency } = order
  const { t } = ctx
  const present = delivery?.card_text
  const amount = present ? 0 : (await cardToAdd(ctx.container, orderId)).amount
  expect(ctx, "change.card", orderId)
  const cost = amount ? t("checkout.card_costs", { price: money(t, amount, currency) }) : undefined
  const now = present ? t("checkout.current_value", { text: clip(present, 300) }) : undefined
  await showQuestion(ctx, orderId, [notice, t("change.ask_card"), cost, now])
}

export async function askComment(
  ctx: ShopContext,
  { id: orderId, delivery }: ShopperOrder,
  notice?: string,
): Promise<void> {
  expect(ctx, "change.comment", orderId)
  const { t } = ctx
  const present = delivery?.comment
  const keyboard = new InlineKeyboard()
  if (present) {
    keyboard.text(t.plain("checkout.remove"), removeComment.pack({ orderId }))
  }
  const now = present ? t("checkout.current_value", { text: clip(present, 300) }) : undefined
  await showQuestion(ctx, orderId, [notice, t("checkout.ask_comment"), now], keyboard)
}
