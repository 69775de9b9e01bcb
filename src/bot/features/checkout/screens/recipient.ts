import { InlineKeyboard, Keyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { expect } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { ask, show } from "../../../ui/screen"
import { phoneAsWritten } from "../../../ui/phone"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { keep } from "../buttons"
import { askedAgain } from "../state"
import { addExits, withWord } from "./words"
import { clip } from "../../../ui/clip"

/** The recipient's name, typed; a contact shared from the address book tells name and phone at once. */
export async function showName(ctx: ShopContext, view: CartDeliveryView, word?: string): Promise<void> {
  expect(ctx, "checkout.recipient_name")
  const { t } = ctx
  const { delivery } = view
  const keyboard = new InlineKeyboard()
  if (delivery.recipient_name && !askedAgain(ctx).includes("recipient_name")) {
    keyboard.text(
      t.plain("checkout.keep", { value: clip(delivery.recipient_name, 30) }),
      keep.pack({ step: "recipient_name" }),
    )
  }
  await show(ctx, {
    text: withWord(word, t(delivery.for_someone_else ? "checkout.ask_name_someone" : "checkout.ask_name_me")),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "recipient_name", view),
  })
}

/** The recipient's phone: one's own by Telegram's contact button, anyone's typed. */
export async function showPhone(ctx: ShopContext, view: CartDeliveryView, word?: string): Promise<void> {
  expect(ctx, "checkout.recipient_phone")
  const { delivery } = view
  const isKnown = delivery.recipient_phone && !askedAgain(ctx).includes("recipient_phone")
  const known = isKnown ? phoneAsWritten(delivery.recipient_phone ?? "") : undefined
  return delivery.for_someone_else ? askOthersPhone(ctx, view, known, word) : askOwnPhone(ctx, known, word)
}

async function askOwnPhone(ctx: ShopContext, known: string | undefined, word?: string): Promise<void> {
  const { t } = ctx
  const keyboard = new Keyboard().requestContact(t.plain("checkout.send_contact")).row()
  if (known) {
    keyboard.text(known).row()
  }
  keyboard.text(t.plain("common.back")).text(t.plain("common.cancel"))
  await ask(ctx, withWord(word, t("checkout.ask_phone_me")), keyboard)
}

async function askOthersPhone(
  ctx: ShopContext,
  view: CartDeliveryView,
  known: string | undefined,
  word?: string,
): Promise<void> {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (known) {
    keyboard.text(t.plain("checkout.keep", { value: known }), keep.pack({ step: "recipient_phone" }))
  }
  await show(ctx, {
    text: withWord(
      word,
      t("checkout.ask_phone_someone", { name: clip(view.delivery.recipient_name ?? "", 60) }),
    ),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "recipient_phone", view),
  })
}
