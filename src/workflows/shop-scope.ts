import { randomUUID } from "node:crypto"
import { container as shop } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { TELEGRAM_SALES_CHANNEL } from "../lib/shop"
import { readSellingPlaces } from "../medusa-sql/selling-places"
import { lifecycle } from "../modules/core/lifecycle"
import { DELIVERY_MODULE } from "../modules/delivery"
import type DeliveryModuleService from "../modules/delivery/service"
import { GATEWAYS } from "./payment/gateways"
import { botChannel } from "./selling-place"
import { optionsOf } from "./settings"

/**
 * Which carts, orders and products of a sales channel belong to the shop. `own`: all of them. `shared`: the bot sells in
 * the store's default channel, and only carts and orders with a delivery belong to the shop. `foreign`: none.
 */
export type Scope = "own" | "shared" | "foreign"

/** Maximum age of the cached scopes in ms. A renamed or new channel clears the cache at once. */
const MAX_AGE_MS = 30_000

/**
 * The `additional_data` with which the bot runs core's cart workflows: its carts always belong to the shop. The value is
 * random, because the Store API passes the `additional_data` of any request to the same workflows.
 */
export const OF_BOT = { guldasta_bot: randomUUID() }

/** Whether the bot runs a core workflow, see {@link OF_BOT}. */
export const isOfBot = (additionalData: Record<string, unknown> | null | undefined): boolean =>
  additionalData?.guldasta_bot === OF_BOT.guldasta_bot

let kept: { at: number; reading: Promise<Map<string, Scope>> } | undefined

/** Clears the cached scopes after a change of the sales channels. */
export function forgetScopes(): void {
  kept = undefined
}

/** Whether the option `salesChannels` is "all": then everything in Medusa belongs to the shop. */
export function servesAllChannels(container: MedusaContainer): boolean {
  return optionsOf(container).salesChannels === "all"
}

/** The scope of a sales channel. Reads the database at most once in {@link MAX_AGE_MS} for known channels. */
export async function scopeOfChannel(
  container: MedusaContainer,
  channelId: string | null | undefined,
): Promise<Scope> {
  if (servesAllChannels(container)) {
    return "own"
  }
  if (!channelId) {
    return "foreign"
  }
  let current = kept
  if (!current || Date.now() - current.at > MAX_AGE_MS || !(await current.reading).has(channelId)) {
    current = readAgain(container)
  }
  return (await current.reading).get(channelId) ?? "foreign"
}

/** Ids of the sales channels whose orders all belong to the shop; null for every channel. */
export async function ownChannels(container: MedusaContainer): Promise<string[] | null> {
  if (servesAllChannels(container)) {
    return null
  }
  const scopes = await readAgain(container).reading
  return [...scopes].flatMap(([id, scope]) => (scope === "own" ? [id] : []))
}

function readAgain(container: MedusaContainer): NonNullable<typeof kept> {
  const started = { at: Date.now(), reading: readScopes(container) }
  kept = started
  started.reading.catch(() => {
    if (kept === started) {
      kept = undefined
    }
  })
  return started
}

/** The names of sales channels in the options. */
function namedChannels(container: MedusaContainer): string[] {
  const { salesChannel = [], salesChannels = [] } = optionsOf(container)
  return [salesChannel, salesChannels === "all" ? [] : salesChannels].flat()
}

async function readScopes(container: MedusaContainer): Promise<Map<string, Scope>> {
  const places = await readSellingPlaces(container)
  const { salesChannel } = optionsOf(container)
  const named = namedChannels(container).concat(salesChannel ? [] : TELEGRAM_SALES_CHANNEL)
  const bots = botChannel(places, salesChannel)?.id
  return new Map(
    places.channels.map(({ id, name }) => [
      id,
      named.includes(name) ? "own" : id === bots ? "shared" : "foreign",
    ]),
  )
}

lifecycle.register({
  async start() {
    const container = shop as MedusaContainer
    const named = namedChannels(container)
    const { channels } = named.length ? await readSellingPlaces(container) : { channels: [] }
    const unknown = named.filter((name) => !channels.some((channel) => channel.name === name))
    if (unknown.length) {
      const names = unknown.map((name) => `"${name}"`).join(", ")
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `The store has no sales channel named ${names}: create it in the admin (Settings, Sales Channels), or correct the plugin's option salesChannel or salesChannels`,
        )
    }
  },
  async stop() {},
})

/** A cart, as far as its scope depends on it. */
export type ScopedCart = { id: string; sales_channel_id?: string | null }

/** Whether a cart belongs to the shop. Reads its delivery only in a shared channel. */
export async function isOurCart(
  container: MedusaContainer,
  { id, sales_channel_id }: ScopedCart,
): Promise<boolean> {
  const scope = await scopeOfChannel(container, sales_channel_id)
  return scope === "own" || (scope === "shared" && (await hasDelivery(container, { cart_id: id })))
}

/** Whether an order belongs to the shop: it has a delivery, or its whole sales channel belongs to the shop. */
export async function isOurOrder(container: MedusaContainer, orderId: string): Promise<boolean> {
  if (servesAllChannels(container) || (await hasDelivery(container, { order_id: orderId }))) {
    return true
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["sales_channel_id"],
    filters: { id: orderId },
  })
  return (await scopeOfChannel(container, data.at(0)?.sales_channel_id)) === "own"
}

/** Whether a payment was made for an order of the shop. The shop's gateways take payments for no other orders. */
export async function isOurPayment(container: MedusaContainer, paymentId: string): Promise<boolean> {
  if (servesAllChannels(container)) {
    return true
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["provider_id", "payment_collection.order.id"],
    filters: { id: paymentId },
  })
  const payment = data.at(0)
  if (payment && GATEWAYS[payment.provider_id]) {
    return true
  }
  const orderId = payment?.payment_collection?.order?.id
  return Boolean(orderId && (await isOurOrder(container, orderId)))
}

/** Whether the shop sells a product: it is in one of the shop's sales channels, or in the bot's. */
export async function isOurProduct(container: MedusaContainer, productId: string): Promise<boolean> {
  if (servesAllChannels(container)) {
    return true
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["sales_channels.id"],
    filters: { id: productId },
  })
  const [found]: unknown[] = data
  return isSoldByShop(container, found as Sold | undefined)
}

/** Whether the shop sells a product that takes an inventory item. */
export async function isOurItem(container: MedusaContainer, itemId: string): Promise<boolean> {
  if (servesAllChannels(container)) {
    return true
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "inventory_item",
    fields: ["variants.product.sales_channels.id"],
    filters: { id: itemId },
  })
  const [found]: unknown[] = data
  const { variants } = (found ?? {}) as { variants?: ({ product?: Sold | null } | null)[] | null }
  const products = (variants ?? []).flatMap((variant) => variant?.product ?? [])
  const sales_channels = products.flatMap((product) => product.sales_channels ?? [])
  return isSoldByShop(container, { sales_channels })
}

type Sold = { sales_channels?: ({ id: string } | null)[] | null }

/** Whether one of a product's sales channels belongs to the shop, or is the bot's. */
export async function isSoldByShop(container: MedusaContainer, sold: Sold | undefined): Promise<boolean> {
  if (servesAllChannels(container)) {
    return true
  }
  const channels = sold?.sales_channels ?? []
  const scopes = await Promise.all(channels.map((channel) => scopeOfChannel(container, channel?.id)))
  return scopes.some((scope) => scope !== "foreign")
}

async function hasDelivery(
  container: MedusaContainer,
  filters: { cart_id: string } | { order_id: string },
): Promise<boolean> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  return (await service.listDeliveries(filters, { select: ["id"], take: 1 })).length > 0
}
