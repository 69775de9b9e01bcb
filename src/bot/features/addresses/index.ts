import { Composer, InlineKeyboard, Keyboard } from "grammy"
import { errorCode } from "../../../lib/errors"
import { saveAddressWorkflow } from "../../../workflows/customer/save-address"
import { ensureCustomerWorkflow } from "../../../workflows/customer/ensure-customer"
import { readAddress } from "../../../workflows/delivery/rules/texts"
import { callback } from "../../ui/callback"
import type { ShopContext } from "../../runtime/context"
import { expect, expectNothing, onAnswer } from "../../ui/expect"
import { isCommand } from "../../ui/is-command"
import { openAddresses, openMenu } from "../../ui/navigation"
import { banner } from "../../ui/pictures"
import { phoneAsWritten } from "../../ui/phone"
import {
  addressLabel,
  forgetAddress,
  recipientLabel,
  savedAddresses,
  savedRecipients,
  type SavedRecipient,
} from "../../ui/saved-addresses"
import { ask, show } from "../../ui/screen"
import { escapeHtml } from "../../ui/texts"

const askRemove = callback("addrrm", ["addressId"])
const confirmRemove = callback("addrrmyes", ["addressId"])
const add = callback("addradd")

/** The shopper's saved addresses: list, add and remove. */
export const addresses = new Composer<ShopContext>()

addresses.command("addresses", (ctx) => showAddresses(ctx))
openAddresses.on(addresses, (ctx) => showAddresses(ctx))

/** Shows the saved addresses. @param notice status message shown first, HTML */
async function showAddresses(ctx: ShopContext, notice?: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const [saved, recipients] = await Promise.all([savedAddresses(ctx), savedRecipients(ctx)])
  const keyboard = new InlineKeyboard()
  for (const { id, label } of [
    ...saved.map((address) => ({ id: address.id, label: addressLabel(address, 50) })),
    ...recipients.map((one) => ({ id: one.id, label: `🎁 ${recipientLabel(one, 48)}` })),
  ]) {
    keyboard.text(`🗑 ${label}`, askRemove.pack({ addressId: id })).row()
  }
  const lines = saved.map((address, index) => `${index + 1}. ${escapeHtml(addressLabel(address, 70))}`)
  const people = recipients.map((one) => `• ${escapeHtml(recipientLine(one))}`)
  const text = [
    saved.length ? `${t("checkout.addresses")}\n\n${lines.join("\n")}` : t("checkout.addresses_none"),
    people.length && `${t("checkout.recipients")}\n\n${people.join("\n")}`,
  ]
    .filter(Boolean)
    .join("\n\n")
  await show(ctx, {
    text: [notice, text].filter(Boolean).join("\n\n"),
    photo: banner("orders"),
    keyboard: keyboard
      .text(t.plain("checkout.address_add"), add.pack({}))
      .row()
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

/** Name, phone, place and number of orders of a recipient. */
const recipientLine = (recipient: SavedRecipient): string => {
  const { name, phone, text, latitude, orders } = recipient
  const place = text || latitude !== null ? addressLabel(recipient, 60) : ""
  return [name, phoneAsWritten(phone), place, orders > 1 ? `×${orders}` : ""].filter(Boolean).join(" · ")
}

askRemove.on(addresses, async (ctx, { addressId }) => {
  const [saved, recipients] = await Promise.all([savedAddresses(ctx), savedRecipients(ctx)])
  const address = saved.find(({ id }) => id === addressId)
  const recipient = recipients.find(({ id }) => id === addressId)
  if (!address && !recipient) {
    return showAddresses(ctx, ctx.t("checkout.address_gone"))
  }
  const { t } = ctx
  const label = address ? addressLabel(address, 300) : recipient && recipientLine(recipient)
  await show(ctx, {
    text: t(address ? "checkout.address_ask_remove" : "checkout.recipient_ask_remove", {
      address: label ?? "",
    }),
    photo: banner("orders"),
    keyboard: new InlineKeyboard()
      .text(t.plain("checkout.address_remove_yes"), confirmRemove.pack({ addressId }))
      .text(t.plain("common.back"), openAddresses.pack({})),
  })
})

confirmRemove.on(addresses, async (ctx, { addressId }) => {
  const isRemoved = await forgetAddress(ctx, addressId)
  await showAddresses(ctx, ctx.t(isRemoved ? "checkout.address_removed" : "checkout.address_gone"))
})

add.on(addresses, (ctx) => askAddress(ctx))

async function askAddress(ctx: ShopContext, notice?: string): Promise<void> {
  expect(ctx, "addresses.add")
  const { t } = ctx
  const keyboard = new Keyboard()
    .requestLocation(t.plain("checkout.send_location"))
    .row()
    .text(t.plain("common.back"))
  await ask(ctx, [notice, t("checkout.address_ask")].filter(Boolean).join("\n\n"), keyboard)
}

/** Asks for a street and house number for a shared location. @param place "latitude,longitude" */
async function askName(ctx: ShopContext, place: string, notice?: string): Promise<void> {
  expect(ctx, "addresses.name", place)
  const { t } = ctx
  await show(ctx, {
    text: [notice, t("checkout.address_ask_name")].filter(Boolean).join("\n\n"),
    photo: banner("orders"),
    keyboard: new InlineKeyboard().text(t.plain("common.back"), openAddresses.pack({})),
  })
}

const asked = addresses.filter((ctx) => !isCommand(ctx))

onAnswer(asked, "addresses.add", "message:location", (ctx) => {
  const { latitude, longitude } = ctx.message.location
  return askName(ctx, `${latitude},${longitude}`)
})

onAnswer(asked, "addresses.add", "message:text", (ctx) => {
  const { text } = ctx.message
  return text === ctx.t.plain("common.back")
    ? showAddresses(ctx)
    : addAddress(ctx, text, (notice) => askAddress(ctx, notice))
})

onAnswer(asked, "addresses.name", "message:text", (ctx, place = "") => {
  const [latitude, longitude] = place.split(",").map(Number)
  return addAddress(ctx, ctx.message.text, (notice) => askName(ctx, place, notice), { latitude, longitude })
})

onAnswer(asked, "addresses.add", "message", (ctx) => askAddress(ctx, ctx.t("common.not_an_answer")))
onAnswer(asked, "addresses.name", "message", (ctx, place = "") =>
  askName(ctx, place, ctx.t("common.not_an_answer")),
)

async function addAddress(
  ctx: ShopContext,
  text: string,
  retry: (notice: string) => Promise<void>,
  location?: { latitude: number; longitude: number },
): Promise<void> {
  let address: string
  try {
    address = readAddress(text)
  } catch (error) {
    const key = `errors.${errorCode(error)}`
    if (!ctx.t.has(key)) {
      throw error
    }
    return retry(ctx.t(key))
  }
  const { result } = await ensureCustomerWorkflow(ctx.container).run({
    input: { account_id: ctx.account.id },
  })
  ctx.account.customer_id = result.customer_id
  await saveAddressWorkflow(ctx.container).run({
    input: { customer_id: result.customer_id, address, ...location },
  })
  return showAddresses(ctx, ctx.t("checkout.address_added"))
}
