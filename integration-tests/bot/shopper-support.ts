import { updateInventoryLevelsWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  SandboxRefusal,
  type SandboxClient,
  type SandboxPerson,
} from "../../packages/sandbox/telegram/client"
import type { MessageView, PressResult } from "../../packages/sandbox/telegram/control-types"
import { catalogOf, forgetCatalog } from "../../src/bot/catalog/cache"
import type { Product } from "../../src/bot/catalog/types"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import type { Language } from "../../src/lib/shop"
import { eventually } from "../support/eventually"
import { saying } from "../support/labels"

/** Presses Start and chooses a language. Clears the bot's caches, because each test has a new database. */
export async function comesIn(person: SandboxPerson, language: Language = "ru"): Promise<void> {
  forgetCatalog()
  await person.sends("/start")
  await person.taps(language === "ru" ? saying("common.language_russian") : saying("common.language_uzbek"))
  await person.sees(saying("common.menu", {}, language))
}

/** A message's text, with ordinary spaces in its prices. */
export const words = (message: MessageView | undefined): string =>
  (message?.text ?? message?.caption ?? "").replaceAll("\u00a0", " ")

/** The button labels of the newest message, with ordinary spaces in prices. */
export async function labels(person: SandboxPerson): Promise<string[]> {
  return (await person.buttons()).map((label) => label.replaceAll("\u00a0", " "))
}

/**
 * Sends callback data that no button has, on the person's current screen. The bot may replace that message at the
 * same moment; then the tap goes to the next screen.
 */
export async function forgesOnScreen(person: SandboxPerson, data: string, tries = 5): Promise<PressResult> {
  const { message_id = 0 } = (await person.screen()) ?? {}
  try {
    return await person.forges(data, { message_id })
  } catch (error) {
    if (!(error instanceof SandboxRefusal) || tries === 0) {
      throw error
    }
    return forgesOnScreen(person, data, tries - 1)
  }
}

/**
 * Taps one button several times in parallel. The bot may replace the message before the last tap, which then fails,
 * as in Telegram.
 */
export async function tapsAtOnce(
  person: SandboxPerson,
  data: string,
  message_id: number,
  count: number,
): Promise<void> {
  const taps = Array.from({ length: count }, () => person.forges(data, { message_id }))
  const missed = (await Promise.allSettled(taps)).filter((tap) => tap.status === "rejected")
  const faults = missed.filter(({ reason }) => !(reason instanceof SandboxRefusal))
  if (faults.length || missed.length === count) {
    throw (faults[0] ?? missed[0]).reason
  }
}

type Markup = { inline_keyboard?: { text: string; callback_data?: string }[][] }

/** The callback data of a button in the bot's latest messages, for repeated and late taps. */
export async function dataBehind(telegram: SandboxClient, label: RegExp): Promise<string> {
  const calls = (await telegram.calls()).filter(({ ok, params }) => ok && params.reply_markup)
  const found = calls.reverse().flatMap(({ params: { reply_markup: markup } }) => {
    const { inline_keyboard: rows = [] } = (
      typeof markup === "string" ? JSON.parse(markup) : markup
    ) as Markup
    return rows.flat().find(({ text }) => label.test(text))?.callback_data ?? []
  })
  if (!found.length) {
    throw new Error(`The bot never sent a button ${label}.`)
  }
  return found[0]
}

/** Waits until the bot's catalogue cache shows a change. */
export async function botKnows(container: MedusaContainer, isSo: (products: Product[]) => boolean) {
  await eventually(async () => expect(isSo((await catalogOf(container)).products)).toBe(true), 60_000)
}

export async function productByHandle(container: MedusaContainer, handle: string) {
  const product = (await catalogOf(container)).products.find((one) => one.handle === handle)
  if (!product) {
    throw new Error(`The seeded shop has no ${handle}.`)
  }
  return product
}

type CartRow = {
  id: string
  total: number
  items: {
    id: string
    variant_id: string
    quantity: number
    unit_price: number
    metadata: Record<string, unknown> | null
  }[]
}

/** A person's Medusa cart, as the admin and the Store API show it. */
export async function cartOf(container: MedusaContainer, telegramId: number): Promise<CartRow | undefined> {
  const telegram = container.resolve<TelegramModuleService>(TELEGRAM_MODULE)
  const account = await telegram.findAccount(String(telegramId))
  if (!account?.cart_id) {
    return undefined
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: [
      "id",
      "total",
      "items.id",
      "items.variant_id",
      "items.quantity",
      "items.unit_price",
      "items.metadata",
    ],
    filters: { id: account.cart_id },
  })
  const row = data[0] as unknown as CartRow
  return {
    ...row,
    total: Number(row.total),
    items: row.items.map((item) => ({ ...item, unit_price: Number(item.unit_price) })),
  }
}

/** Sets the stocked quantity of an SKU. */
export async function setStock(
  container: MedusaContainer,
  sku: string,
  stocked_quantity: number,
): Promise<void> {
  const inventory = container.resolve(Modules.INVENTORY)
  const [item] = await inventory.listInventoryItems({ sku })
  const [level] = await inventory.listInventoryLevels({ inventory_item_id: item.id })
  await updateInventoryLevelsWorkflow(container).run({
    input: {
      updates: [{ inventory_item_id: item.id, location_id: level.location_id, stocked_quantity }],
    },
  })
}
