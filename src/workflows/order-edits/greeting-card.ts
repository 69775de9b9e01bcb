import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"
import { readDemand } from "../../medusa-sql/demand"
import { readStock } from "../hold/read-stock"
import { demandOf, freeFor } from "../hold/rules"
import { shopError } from "../../lib/errors"

/** What the words of a greeting card cost an order without words. Without `variant_id` they need no new card. */
export type CardToAdd = { variant_id?: string; amount: number }

type OrderRow = {
  region_id: string
  currency_code: string
  sales_channel_id: string
  customer: { groups: { id: string }[] | null } | null
  items: { variant_id: string | null }[]
}

type CardRow = {
  status: string
  sales_channels: ({ id: string } | null)[] | null
  variants: { id: string; calculated_price?: { calculated_amount: number | null } | null }[]
}

/**
 * The greeting card that an order without words takes, at the price of today. The cards of the catalogue are add-ons with
 * `addon: "card"` in the product's metadata. An order that has a card already, and a shop that sells none, take the words only.
 *
 * @throws card_sold_out
 */
export async function cardToAdd(container: MedusaContainer, orderId: string): Promise<CardToAdd> {
  const order = await readOrder(container, orderId)
  const cards = await readCards(container, order)
  const known = new Set(cards.flatMap(({ variants }) => variants.map(({ id }) => id)))
  const sold = cards.filter(
    ({ status, sales_channels: channels }) =>
      status === "published" && channels?.some((one) => one?.id === order.sales_channel_id),
  )
  if (!sold.length || order.items.some(({ variant_id: id }) => id !== null && known.has(id))) {
    return { amount: 0 }
  }
  for (const { id, calculated_price: price } of sold.flatMap(({ variants }) => variants)) {
    const amount = price?.calculated_amount ?? null
    if (amount !== null && (await isFree(container, id, order))) {
      return { variant_id: id, amount }
    }
  }
  throw shopError("card_sold_out", "The shop has no greeting card left.")
}

async function readOrder(container: MedusaContainer, id: string): Promise<OrderRow> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph(
    {
      entity: "order",
      fields: [
        "region_id",
        "currency_code",
        "sales_channel_id",
        "customer.groups.id",
        "items.id",
        "items.variant_id",
      ],
      filters: { id },
    },
    { throwIfKeyNotFound: true },
  )
  return data[0] as unknown as OrderRow
}

async function readCards(
  container: MedusaContainer,
  { region_id, currency_code, customer }: OrderRow,
): Promise<CardRow[]> {
  const groups = customer?.groups?.map(({ id }) => ({ id })) ?? []
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: ["id", "status", "sales_channels.id", "variants.id", "variants.calculated_price.*"],
    filters: { metadata: { addon: "card" } },
    context: {
      variants: {
        calculated_price: QueryContext({
          region_id,
          currency_code,
          quantity: 1,
          ...(groups.length ? { customer: { groups } } : {}),
        }),
      },
    },
  })
  return data as unknown as CardRow[]
}

/** Whether one piece is neither reserved nor held by a cart. */
async function isFree(
  container: MedusaContainer,
  variant_id: string,
  { sales_channel_id }: OrderRow,
): Promise<boolean> {
  const needed = demandOf(await readDemand(container, "", [{ variant_id, quantity: 1 }]))
  const stock = await readStock(container, null, [...needed.keys()], { sales_channel_id })
  return [...needed].every(([item, pieces]) =>
    stock.some((one) => one.inventory_item_id === item && freeFor(one) >= pieces),
  )
}
