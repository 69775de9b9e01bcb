import { InlineKeyboard, Keyboard } from "grammy"
import { catalogOf } from "../../../catalog/cache"
import type { ShopContext } from "../../../runtime/context"
import { expect, expectNothing } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { addressLabel, savedAddresses, type SavedAddress } from "../../../ui/saved-addresses"
import { ask, show } from "../../../ui/screen"
import { isGift } from "../../../../modules/delivery/order-limits"
import { amount, money } from "../../../ui/texts"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import {
  askLocation,
  chooseAddress,
  chooseMethod,
  chooseZone,
  edit,
  keep,
  leave,
  toSummary,
} from "../buttons"
import { nextStep } from "../steps-order"
import { askedAgain } from "../state"
import { placeOf } from "../lines"
import { addExits, switchButton, withNotice } from "./parts"

/** Asks for the address: a saved address, a typed address or a Telegram location. */
export async function showAddress(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  const saved = await savedAddresses(ctx)
  return saved.length ? showSavedAddresses(ctx, view, saved, notice) : askAddress(ctx, view, notice)
}

async function showSavedAddresses(
  ctx: ShopContext,
  view: CartDeliveryView,
  saved: SavedAddress[],
  notice?: string,
): Promise<void> {
  expect(ctx, "checkout.address")
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  for (const address of saved) {
    keyboard.text(`📍 ${addressLabel(address)}`, chooseAddress.pack({ addressId: address.id })).row()
  }
  keyboard.text(t.plain("checkout.send_location"), askLocation.pack({}))
  if (isGift(view.delivery)) {
    keyboard.row().text(...switchButton(t, "address_unknown", view.delivery.address_unknown))
  }
  if (!view.missing.includes("address")) {
    const value = placeOf(t, view.delivery, 35)
    keyboard.row().text(t.plain("checkout.keep", { value }), keep.pack({ step: "address" }))
  }
  await show(ctx, {
    text: withNotice(notice, t("checkout.ask_address_saved")),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "address", view),
  })
}

/** Asks for the address with Telegram's location button in the reply keyboard. */
export async function askAddress(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  expect(ctx, "checkout.address")
  const { t } = ctx
  const keyboard = new Keyboard().requestLocation(t.plain("checkout.send_location")).row()
  if (view.delivery.address && !view.missing.includes("address")) {
    keyboard.text(view.delivery.address).row()
  }
  if (isGift(view.delivery)) {
    keyboard.text(t.plain("checkout.address_unknown_off")).row()
  }
  keyboard.text(t.plain("common.back")).text(t.plain("common.cancel"))
  await ask(ctx, withNotice(notice, t("checkout.ask_address")), keyboard)
}

/** Asks for an optional description of the door and floor, which a Telegram location does not contain. */
export async function showLandmark(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  expect(ctx, "checkout.landmark")
  const { t } = ctx
  const zone = view.shipping_options.find(({ chosen }) => chosen)
  const found = zone
    ? t("checkout.zone_found", { zone: zone.name, price: await priceOf(ctx, zone.amount) })
    : undefined
  await show(ctx, {
    text: withNotice(notice ?? found, t("checkout.ask_landmark")),
    photo: banner("checkout"),
    keyboard: new InlineKeyboard()
      .text(t.plain("checkout.skip"), keep.pack({ step: "address" }))
      .row()
      .text(t.plain("common.back"), edit.pack({ what: "address" }))
      .text(t.plain("common.cancel"), leave.pack({})),
  })
}

/** Asks for the delivery zone. Each button shows the price of its zone. */
export async function showZones(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const { currency_code } = await catalogOf(ctx.container)
  const keyboard = new InlineKeyboard()
  const zones = view.shipping_options
    .filter(({ method }) => method === "delivery")
    .sort((a, b) => Number(a.amount) - Number(b.amount))
  for (const { id, name, amount: number, chosen } of zones) {
    // Without the currency, which the summary has, the label fits a phone.
    const price = number ? amount(Number(number), currency_code) : t.plain("checkout.free")
    const label = `${chosen ? "✅ " : ""}${name} · ${price}`
    keyboard.text(label, chooseZone.pack({ optionId: id })).row()
  }
  await show(ctx, {
    text: withNotice(notice, t("checkout.ask_zone")),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "shipping_option_id", view),
  })
}

/** Says that the address is outside all zones, and offers pickup or another address. */
export async function showOutOfZone(ctx: ShopContext, view: CartDeliveryView): Promise<void> {
  expect(ctx, "checkout.address")
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (view.shipping_options.some(({ method }) => method === "pickup")) {
    keyboard.text(t.plain("checkout.method_pickup"), chooseMethod.pack({ method: "pickup" })).row()
  }
  keyboard.text(t.plain("checkout.other_address"), edit.pack({ what: "address" })).row()
  const isComplete = !nextStep(view, askedAgain(ctx))
  if (isComplete) {
    keyboard.text(t.plain("common.back"), toSummary.pack({}))
  }
  await show(ctx, {
    text: t("checkout.out_of_zone"),
    photo: banner("checkout"),
    keyboard: keyboard.text(t.plain("common.cancel"), leave.pack({})),
  })
}

/** Price of a zone. A cart of the bot has the currency of the catalogue: both are of one region. */
export async function priceOf({ t, container }: ShopContext, amount: number | null): Promise<string> {
  const { currency_code } = await catalogOf(container)
  return amount ? money(t, Number(amount), currency_code) : t.plain("checkout.free")
}
