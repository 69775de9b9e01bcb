import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import type { TextKey } from "../../src/bot/ui/texts"
import type { Language } from "../../src/lib/shop"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { ensureCartWorkflow } from "../../src/workflows/cart/ensure-cart"
import { offerPayme } from "../payments/payme-support"
import { comesIn, productByHandle } from "./shopper-support"
import { AZIZA } from "./support"
import { eventually } from "../support/eventually"
import { price, saying } from "../support/labels"

export const telegramOf = (container: MedusaContainer) =>
  container.resolve<TelegramModuleService>(TELEGRAM_MODULE)

/**
 * The account that the bot created for a person.
 * @throws Error when the person has not started the bot
 */
export async function accountOf(container: MedusaContainer, telegramId: number) {
  const account = await telegramOf(container).findAccount(String(telegramId))
  if (!account) {
    throw new Error(`Person ${telegramId} has not started the bot.`)
  }
  return account
}

/** The account after the bot stored its question. The bot shows the screen a moment before. */
export async function asked(container: MedusaContainer, telegramId: number) {
  for (;;) {
    const account = await accountOf(container, telegramId)
    if ("expects" in (account.session as object)) {
      return account
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Puts a bouquet into the person's cart, as the catalogue's button does. */
export async function putIntoCart(
  container: MedusaContainer,
  telegramId: number,
  {
    language = "ru",
    handle = "pink-cloud",
    quantity = 1,
  }: { language?: Language; handle?: string; quantity?: number } = {},
): Promise<string> {
  const { id } = await accountOf(container, telegramId)
  const { result } = await ensureCartWorkflow(container).run({ input: { account_id: id, language } })
  const product = await productByHandle(container, handle)
  await addBouquetWorkflow(container).run({
    input: { cart_id: result.cart_id, items: [{ variant_id: product.variants[0].id, quantity }] },
  })
  return result.cart_id
}

/** Starts the bot, fills the cart with a bouquet, and opens the checkout. */
export async function goesToCheckout(
  container: MedusaContainer,
  person: SandboxPerson,
  language: Language = "ru",
): Promise<string> {
  await comesIn(person, language)
  const cartId = await putIntoCart(container, person.id, { language })
  await person.sends("/cart")
  await person.taps(saying("cart.checkout", {}, language))
  await person.sees(saying("checkout.ask_method", {}, language))
  return cartId
}

/**
 * Leads a shopper who has ordered before to the summary of the next order, with the address of the first one. The shop saves
 * that address in the background.
 */
export async function comesToSummaryAgain(container: MedusaContainer, shopper: SandboxPerson): Promise<void> {
  const customer_id = (await accountOf(container, AZIZA)).customer_id ?? ""
  const customers = container.resolve(Modules.CUSTOMER)
  await eventually(async () => expect(await customers.listCustomerAddresses({ customer_id })).toHaveLength(1))
  await putIntoCart(container, AZIZA)
  await shopper.sends("/cart")
  await shopper.taps(saying("cart.checkout"))
  await shopper.taps(saying("checkout.method_me"))
  await shopper.taps(/📍 ул. Навои 12/)
  await shopper.sees(saying("checkout.ask_slot"))
  await shopper.taps(/🕐 \d/)
  await shopper.sees(saying("checkout.summary"))
}

/** Opens an answer of the checkout for a change, from the summary. */
export async function edits(
  person: SandboxPerson,
  key: Extract<TextKey, `checkout.edit_${string}`>,
  language: Language = "ru",
): Promise<void> {
  await person.taps(saying("checkout.edit", {}, language))
  await person.taps(saying(key, {}, language))
}

/** Answers all questions from the recipient to the summary, for the shopper and by typed text. */
export async function tellsAll(person: SandboxPerson, language: Language = "ru"): Promise<void> {
  await person.taps(saying("checkout.method_me", {}, language))
  await person.sees(saying("checkout.ask_phone_me", {}, language))
  await person.sends("90 123 45 67")
  await person.sees(saying("checkout.ask_address", {}, language))
  await person.sends("ул. Навои 12, кв. 5")
  await person.taps(/(?:Центр Бухары|markazi).*20.000/)
  await person.sees(saying("checkout.ask_slot", {}, language))
  await person.taps(/🕐 \d/)
  await person.sees(saying("checkout.summary", {}, language))
}

/**
 * Places an order for the shopper with payment in cash.
 * @param also handle of one more product
 */
export async function placesOrder(
  container: MedusaContainer,
  person: SandboxPerson,
  { also }: { also?: string } = {},
): Promise<void> {
  await goesToCheckout(container, person)
  if (also) {
    await putIntoCart(container, person.id, { handle: also })
  }
  await tellsAll(person)
  await person.taps(saying("checkout.pay_pp_system_default"))
  await person.sees(saying("checkout.placed"))
}

/**
 * Adds Payme to the region and places an order of 280 000 soums with it.
 * @returns the order's card
 */
export async function ordersByPayme(container: MedusaContainer, person: SandboxPerson) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "region", fields: ["id"] })
  await offerPayme(container, { region_id: data[0].id })
  await goesToCheckout(container, person)
  await tellsAll(person)
  await person.taps(saying("checkout.pay_button", { method: "Payme", total: price(280_000) }))
  return person.sees(saying("payment.card", { total: price(280_000) }), { within: 60_000 })
}

type OrderRow = {
  id: string
  display_id: number
  status: string
  total: number
  items: { title: string; quantity: number }[]
  delivery: Record<string, unknown> | null
  assignment: { id: string; status: string } | null
}

/** All orders of the shop, oldest first, as the admin shows them. */
export async function ordersOf(container: MedusaContainer): Promise<OrderRow[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "status", "total", "items.*", "delivery.*", "assignment.*"],
    pagination: { order: { display_id: "ASC" } },
  })
  return (data as unknown as OrderRow[]).map((order) => ({ ...order, total: Number(order.total) }))
}
