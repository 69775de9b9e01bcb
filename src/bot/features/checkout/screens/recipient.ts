import { InlineKeyboard, Keyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { expect } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { ask, show } from "../../../ui/screen"
import { phoneAsWritten } from "../../../ui/phone"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { recipientLabel, savedRecipients } from "../../../ui/saved-addresses"
import { chooseRecipient, keep, setSwitch } from "../buttons"
import { askedAgain } from "../state"
import { addExits, switchButton, withNotice } from "./parts"
import { clip } from "../../../ui/clip"

/** Maximum number of saved recipients on the screen; /addresses lists all. */
const MOST_RECIPIENTS = 5

/** Asks for the recipient's name. A shared contact answers both name and phone. */
export async function showName(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  expect(ctx, "checkout.recipient_name")
  const { t } = ctx
  const { delivery } = view
  const keyboard = new InlineKeyboard()
  const saved = delivery.for_someone_else ? (await savedRecipients(ctx)).slice(0, MOST_RECIPIENTS) : []
  for (const recipient of saved) {
    keyboard
      .text(`🎁 ${recipientLabel(recipient)}`, chooseRecipient.pack({ recipientId: recipient.id }))
      .row()
  }
  if (delivery.recipient_name && !askedAgain(ctx).includes("recipient_name")) {
    keyboard.text(
      t.plain("checkout.keep", { value: clip(delivery.recipient_name, 30) }),
      keep.pack({ step: "recipient_name" }),
    )
  }
  await show(ctx, {
    text: withNotice(
      notice,
      t(
        saved.length
          ? "checkout.ask_name_saved"
          : delivery.for_someone_else
            ? "checkout.ask_name_someone"
            : "checkout.ask_name_me",
      ),
    ),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "recipient_name", view),
  })
}

/** Asks for the phone. A shopper who orders for themselves can share it with Telegram's contact button. */
export async function showPhone(ctx: ShopContext, view: CartDeliveryView, notice?: string): Promise<void> {
  expect(ctx, "checkout.recipient_phone")
  const { delivery } = view
  const isKnown = delivery.recipient_phone && !askedAgain(ctx).includes("recipient_phone")
  const known = isKnown ? phoneAsWritten(delivery.recipient_phone ?? "") : undefined
  return delivery.for_someone_else
    ? askOthersPhone(ctx, view, known, notice)
    : askOwnPhone(ctx, { question: ctx.t("checkout.ask_phone_me"), known, notice })
}

/** Asks for the phone of the shopper who orders for someone else. */
export async function showGiverPhone(
  ctx: ShopContext,
  { delivery: { giver_phone: phone } }: CartDeliveryView,
  notice?: string,
): Promise<void> {
  expect(ctx, "checkout.giver_phone")
  const known = phone ? phoneAsWritten(phone) : undefined
  return askOwnPhone(ctx, { question: ctx.t("checkout.ask_phone_giver"), known, notice })
}

type OwnPhone = {
  /** HTML */
  question: string
  known: string | undefined
  notice?: string
}

async function askOwnPhone(ctx: ShopContext, { question, known, notice }: OwnPhone): Promise<void> {
  const { t } = ctx
  const keyboard = new Keyboard().requestContact(t.plain("checkout.send_contact")).row()
  if (known) {
    keyboard.text(known).row()
  }
  keyboard.text(t.plain("common.back")).text(t.plain("common.cancel"))
  await ask(ctx, withNotice(notice, question), keyboard)
}

async function askOthersPhone(
  ctx: ShopContext,
  view: CartDeliveryView,
  known: string | undefined,
  notice?: string,
): Promise<void> {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (known) {
    keyboard.text(t.plain("checkout.keep", { value: known }), keep.pack({ step: "recipient_phone" })).row()
  }
  const isSurprise = view.delivery.surprise
  keyboard.text(
    t.plain(isSurprise ? "checkout.surprise_on" : "checkout.surprise_ask"),
    setSwitch.pack({ which: "surprise", on: isSurprise ? 0 : 1 }),
  )
  keyboard.row().text(...switchButton(t, "door_photo", view.delivery.door_photo))
  await show(ctx, {
    text: withNotice(
      notice,
      t(view.delivery.surprise ? "checkout.ask_phone_surprise" : "checkout.ask_phone_someone", {
        name: clip(view.delivery.recipient_name ?? "", 60),
      }),
    ),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "recipient_phone", view),
  })
}
