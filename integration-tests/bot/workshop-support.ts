import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import type { MessageView } from "../../packages/sandbox/telegram/control-types"
import { OUTBOX_MODULE } from "../../src/modules/outbox"
import type OutboxModuleService from "../../src/modules/outbox/service"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { CASH_PROVIDER, type Language } from "../../src/lib/shop"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { ensureCartWorkflow } from "../../src/workflows/cart/ensure-cart"
import { placeOrderWorkflow } from "../../src/workflows/checkout/place-order"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import { updateCartDeliveryWorkflow } from "../../src/workflows/delivery/update-cart-delivery"
import { saying } from "../support/labels"

/** Texts that must not appear on a card before a florist accepts the order. */
export const RECIPIENT = {
  name: "Zilola Karimova",
  phone: "+998901234567",
  asWritten: "+998 90 123 45 67",
  address: "7, Khakikat street, door 12",
}

export const workshopOf = (container: MedusaContainer) =>
  container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
export const telegramOf = (container: MedusaContainer) =>
  container.resolve<TelegramModuleService>(TELEGRAM_MODULE)

/** Presses Start and chooses a language. */
export async function enters(person: SandboxPerson, language: Language = "ru"): Promise<void> {
  await person.sends("/start")
  await person.taps(language === "ru" ? saying("common.language_russian") : saying("common.language_uzbek"))
  await person.sees(saying("common.menu", {}, language))
}

/** Taps "On the way", and confirms it for an order of a later day. */
export async function leavesShop(courier: SandboxPerson, language: Language = "ru"): Promise<void> {
  const answer = await courier.taps(saying("workshop.do_pick_up", {}, language))
  if (!answer.text) {
    await courier.taps(saying("workshop.leave_now", {}, language))
  }
}

/** Hands an order over and takes its cash. */
export async function takesCash(
  member: SandboxPerson,
  step: "do_deliver" | "do_hand_over" = "do_deliver",
): Promise<void> {
  await member.taps(saying(`workshop.${step}`))
  await member.taps(saying("workshop.cash_taken"))
}

export type PlacedOrder = { orderId: string; number: number; assignmentId: string; title: string }

/** Places a cash order for a person with an account, through the checkout's workflow without its screens. */
export async function placeOrder(
  container: MedusaContainer,
  telegramId: number,
  {
    method = "delivery",
    language = "ru",
    handle,
    variantId,
    giver,
    door_photo = false,
    card_text = "С любовью <3 & навсегда",
  }: {
    method?: "delivery" | "pickup"
    language?: Language
    handle?: string
    /** The variant to order; without it, a bouquet of the catalogue. */
    variantId?: string
    /** Phone of the person who orders for someone else. Absent for an order for oneself. */
    giver?: string
    /** Whether the giver wants a photo when the recipient has the gift. */
    door_photo?: boolean
    card_text?: string | null
  } = {},
): Promise<PlacedOrder> {
  const account = await telegramOf(container).findAccount(String(telegramId))
  if (!account) {
    throw new Error(`Person ${telegramId} has not started the bot.`)
  }
  const { result: cart } = await ensureCartWorkflow(container).run({
    input: { account_id: account.id, language },
  })
  const bouquet = variantId ? { variantId, title: "" } : await bouquetWithKit(container, handle)
  await addBouquetWorkflow(container).run({
    input: { cart_id: cart.cart_id, items: [{ variant_id: bouquet.variantId, quantity: 1 }] },
  })
  const days = await listDeliverySlots(container, { method, days: 5 })
  await updateCartDeliveryWorkflow(container).run({
    input: {
      cart_id: cart.cart_id,
      delivery: {
        method,
        ...(giver ? { for_someone_else: true, giver_phone: giver, door_photo } : {}),
        recipient_name: RECIPIENT.name,
        recipient_phone: RECIPIENT.phone,
        ...(method === "delivery"
          ? { address: RECIPIENT.address, latitude: 39.7747, longitude: 64.4286 }
          : {}),
        slot_id: days.findLast(({ available }) => available)?.id,
        card_text,
        anonymous: true,
        comment: "Позвоните за час",
      },
    },
  })
  const { result: placed } = await placeOrderWorkflow(container).run({
    input: { cart_id: cart.cart_id, provider_id: CASH_PROVIDER },
  })
  const [assignment] = await workshopOf(container).listAssignments({ order_id: placed.order_id })
  return {
    orderId: placed.order_id,
    number: Number(placed.display_id),
    assignmentId: assignment.id,
    title: bouquet.title,
  }
}

type ProductRow = {
  title: string
  handle: string
  variants: { id: string; inventory_items: { required_quantity: number }[] }[]
}

const stemsOf = ({ inventory_items: parts }: ProductRow["variants"][number]) =>
  parts.reduce((sum, { required_quantity: required }) => sum + Number(required), 0)

/** A product whose kit has several stems, in its smallest size: Medusa returns the sizes in any order. */
async function bouquetWithKit(
  container: MedusaContainer,
  handle?: string,
): Promise<{ variantId: string; title: string }> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["title", "handle", "variants.id", "variants.inventory_items.required_quantity"],
    filters: handle ? { handle } : {},
    pagination: { take: 200, order: { handle: "ASC" } },
  })
  const products = (data as unknown as ProductRow[]).map((product) => ({
    ...product,
    variants: product.variants.toSorted((one, other) => stemsOf(one) - stemsOf(other)),
  }))
  const bouquet = products.find(({ variants }) => variants[0]?.inventory_items.length > 1)
  if (!bouquet) {
    throw new Error("The seeded shop has no bouquet.")
  }
  return { variantId: bouquet.variants[0].id, title: bouquet.title }
}

/** A message's text, with ordinary spaces in its prices. */
export const words = (message: MessageView | undefined): string =>
  (message?.text ?? message?.caption ?? "").replaceAll("\u00a0", " ")
export const labels = (message: MessageView | undefined): string[] =>
  message?.buttons?.flat().map(({ text }) => text) ?? []

/** Waits until the check returns true. */
export async function eventually(check: () => Promise<boolean>, within = 60_000): Promise<void> {
  for (const end = Date.now() + within; Date.now() < end;) {
    if (await check()) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error("The expected state did not occur.")
}

/** Waits until the outbox is empty. */
export async function outboxIsEmpty(container: MedusaContainer, within = 60_000): Promise<void> {
  const left = () =>
    container
      .resolve<OutboxModuleService>(OUTBOX_MODULE)
      .listMessages({ state: ["pending", "sending"] }, { take: null })
  try {
    await eventually(async () => (await left()).length === 0, within)
  } catch {
    throw new Error(`Messages are left in the outbox: ${JSON.stringify(await left(), null, 2)}`)
  }
}

/** A small JPEG. */
export const PHOTO = Buffer.from(
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  "base64",
)
