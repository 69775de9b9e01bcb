import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { FLORISTS } from "../bot/support"
import type { HostStore } from "./host-store"
import { pattern, saying } from "../support/labels"
import { tapsListed } from "../support/product-list"

const ADDRESS = "Abay avenue 10, apt. 5"

/** Puts the store's bouquet into the bot's cart. */
export async function fillsCart(shopper: SandboxPerson): Promise<void> {
  await shopper.taps(saying("common.menu_catalog"))
  await shopper.taps(saying("catalog.popular"))
  await tapsListed(shopper, /Tulips of Almaty/)
  await shopper.taps(saying("catalog.add_to_cart", { price: /12\s000,00\s₸/ }))
}

/**
 * Orders the store's bouquet in the bot, in Russian, with delivery to someone else. With only one zone the bot does
 * not ask for it.
 *
 * @param total of the order, as the bot writes it
 */
export async function buysInBot(shopper: SandboxPerson, number: number, total: RegExp): Promise<void> {
  await fillsCart(shopper)
  await shopper.taps(saying("catalog.checkout"))
  await shopper.taps(saying("checkout.method_someone"))
  await shopper.sees(saying("checkout.ask_name_someone"))
  await shopper.sends("Aigerim Serikova")
  await shopper.sees(saying("checkout.ask_phone_someone"))
  await shopper.sends("+7 701 123 45 67")
  await shopper.sees(saying("checkout.ask_address"))
  await shopper.sends(ADDRESS)
  await shopper.sees(saying("checkout.ask_slot"))
  await shopper.taps(/🕐 \d/)
  await shopper.sees(saying("checkout.ask_phone_giver"))
  await shopper.pressesKeyboard(saying("checkout.send_contact"))
  // The host store sells no card, so that words cost nothing.
  await shopper.sees(saying("checkout.ask_card_text"))
  await shopper.taps(saying("checkout.no_card"))
  await shopper.sees(pattern`${saying("checkout.summary")}[^]*Tulips of Almaty[^]*${total}`)
  await shopper.taps(saying("checkout.pay_gift_cash"))
  await shopper.sees(saying("checkout.placed", { number }))
}

type Cart = { cart: { id: string; total: number; currency_code: string } }

/**
 * Orders the store's bouquet as a storefront does, following docs/plugin.md.
 * @param total that the order must have
 * @returns the order's number
 */
export async function buysOverStoreApi(store: HostStore, total: number): Promise<number> {
  const { body: listed } = await store.store<{ regions: { id: string }[] }>("GET", "/regions")
  const { body: found } = await store.store<{ products: { variants: { id: string }[] }[] }>(
    "GET",
    "/products?handle=tulips-of-almaty",
  )
  const { body: made } = await store.store<Cart>("POST", "/carts", { region_id: listed.regions[0].id })
  const cart = `/carts/${made.cart.id}`
  await store.store("POST", `${cart}/line-items`, {
    variant_id: found.products[0].variants[0].id,
    quantity: 1,
  })
  const { body: days } = await store.store<{ slots: { id: string; available: boolean }[] }>(
    "GET",
    "/delivery-slots?method=delivery&days=3",
  )
  const fields = {
    method: "delivery",
    recipient_name: "Aigerim Serikova",
    recipient_phone: "+77011234567",
    address: ADDRESS,
    slot_id: days.slots.findLast(({ available }) => available)?.id,
    email: "dana@example.kz",
  }
  const { body: asked } = await store.store<{ missing: string[]; shipping_options: { id: string }[] }>(
    "POST",
    `${cart}/delivery`,
    fields,
  )
  expect(asked.missing).toEqual(["shipping_option_id"])
  const { body: whole } = await store.store<{ missing: string[] }>("POST", `${cart}/delivery`, {
    shipping_option_id: asked.shipping_options[0].id,
  })
  expect(whole.missing).toEqual([])
  const { body: payment } = await store.store<{ payment_collection: { id: string } }>(
    "POST",
    "/payment-collections",
    { cart_id: made.cart.id },
  )
  await store.store("POST", `/payment-collections/${payment.payment_collection.id}/payment-sessions`, {
    provider_id: "pp_system_default",
  })
  const { status, body: placed } = await store.store<{ order: { display_id: number; total: number } }>(
    "POST",
    `${cart}/complete`,
  )
  expect({ status, total: placed.order?.total }).toEqual({ status: 200, total })
  return placed.order.display_id
}

/** Accepts an order in the florists' channel. */
export async function accepts(florist: SandboxPerson, number: number): Promise<void> {
  await florist.sees(saying("workshop.card_offered", { number }), { in: FLORISTS, anyTime: true })
  await florist.taps(saying("workshop.do_accept"), { in: FLORISTS })
  await florist.sees(saying("workshop.work_accepted", { number }), { anyTime: true })
}
