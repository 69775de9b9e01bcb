import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryRecord } from "../../modules/delivery/service"
import type { AssignmentRecord, StaffMemberRecord, TransitionRecord } from "../../modules/workshop/types"
import { LOCALES, type Language } from "../../shop"
import type { AccountRecord } from "../kit/context"
import { telegramOf } from "../kit/telegram"
import { workshopOf } from "../kit/workshop"

export type OrderItem = {
  id: string
  title: string
  variant_title: string | null
  variant_id: string | null
  thumbnail: string | null
  quantity: number
  /** A line's note, such as what a bouquet of one's own is made of. */
  metadata: Record<string, unknown> | null
}

type OrderRow = {
  id: string
  display_id: number
  total: number
  customer_id: string | null
  items: OrderItem[]
  payment_collections: { status: string; captured_amount: number | null }[]
}

/** A stem or a ribbon that a bouquet is made of. */
type Part = { title: string; quantity: number }

/** What the catalogue says of the order's products, in one language. */
export type ItemTexts = {
  /** By variant id. */
  titles: Map<string, { title: string; size: string | null }>
  parts: Map<string, Part[]>
  /** The zone, or the pick-up point. */
  shipping: string | null
}

/** All that messages about one order are made of, as it is now. */
export type OrderFacts = {
  assignment: AssignmentRecord
  transitions: TransitionRecord[]
  order: OrderRow
  delivery: DeliveryRecord | undefined
  texts: Record<Language, ItemTexts>
  /** Those who hold or held a place in the order's way, by id. */
  members: Map<string, StaffMemberRecord>
  /** The shopper, when they came through Telegram. */
  shopper: AccountRecord | undefined
  /** What was paid, whether or not it went back, and what is still to be paid; in soums. */
  paid: number
  due: number
}

/**
 * Reads everything that the messages about an order tell.
 *
 * @param assignment with its transitions in order; both must be of one moment
 */
export async function readOrderFacts(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  transitions: TransitionRecord[],
): Promise<OrderFacts> {
  const [order, delivery, members] = await Promise.all([
    readOrder(container, assignment.order_id),
    readDelivery(container, assignment.order_id),
    readMembers(container, assignment, transitions),
  ])
  const [ru, uz, shopper] = await Promise.all([
    readTexts(container, order, delivery, "ru"),
    readTexts(container, order, delivery, "uz"),
    findShopper(container, order.customer_id),
  ])
  const paid = order.payment_collections.reduce(
    (sum, { captured_amount }) => sum + Number(captured_amount ?? 0),
    0,
  )
  const due = Math.max(0, order.total - paid)
  return { assignment, transitions, order, delivery, members, shopper, paid, due, texts: { ru, uz } }
}

async function readOrder(container: MedusaContainer, id: string): Promise<OrderRow> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "total",
      "customer_id",
      "items.id",
      "items.title",
      "items.product_title",
      "items.variant_title",
      "items.variant_id",
      "items.thumbnail",
      "items.quantity",
      "items.metadata",
      "payment_collections.status",
      "payment_collections.captured_amount",
    ],
    filters: { id },
  })
  const [order] = data as unknown as OrderRow[]
  if (!order) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `The order ${id} of an assignment is not there.`)
  }
  return {
    ...order,
    total: Number(order.total),
    items: order.items.map((item) => ({ ...item, quantity: Number(item.quantity) })),
    payment_collections: order.payment_collections ?? [],
  }
}

async function readDelivery(
  container: MedusaContainer,
  orderId: string,
): Promise<DeliveryRecord | undefined> {
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const [delivery] = await service.listDeliveries({ order_id: orderId }, { take: 1 })
  return delivery
}

async function readMembers(
  container: MedusaContainer,
  { florist_id, courier_id }: AssignmentRecord,
  transitions: TransitionRecord[],
): Promise<Map<string, StaffMemberRecord>> {
  const actors = transitions.flatMap(({ actor_type, actor_id }) => (actor_type === "staff" ? actor_id : []))
  const ids = [...new Set([florist_id, courier_id, ...actors].filter((id) => id !== null))]
  const members = ids.length ? await workshopOf(container).listStaffMembers({ id: ids }) : []
  return new Map(members.map((member) => [member.id, member]))
}

async function findShopper(
  container: MedusaContainer,
  customerId: string | null,
): Promise<AccountRecord | undefined> {
  if (!customerId) {
    return undefined
  }
  const [account] = await telegramOf(container).listAccounts({ customer_id: customerId }, { take: 1 })
  return account
}

type VariantRow = {
  id: string
  sku: string | null
  title: string | null
  product: { title: string } | null
  inventory_items?: {
    required_quantity: number
    inventory: { sku: string | null; title: string | null } | null
  }[]
}

async function readTexts(
  container: MedusaContainer,
  order: OrderRow,
  delivery: DeliveryRecord | undefined,
  language: Language,
): Promise<ItemTexts> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const locale = { locale: LOCALES[language] }
  const ids = order.items.map(({ variant_id }) => variant_id).filter((id) => id !== null)
  const [variants, options] = await Promise.all([
    query.graph(
      {
        entity: "product_variant",
        fields: [
          "id",
          "sku",
          "title",
          "product.title",
          "inventory_items.required_quantity",
          "inventory_items.inventory.sku",
          "inventory_items.inventory.title",
        ],
        filters: { id: ids },
      },
      locale,
    ),
    delivery?.shipping_option_id
      ? query.graph(
          { entity: "shipping_option", fields: ["id", "name"], filters: { id: delivery.shipping_option_id } },
          locale,
        )
      : undefined,
  ])
  const rows = variants.data as unknown as VariantRow[]
  const shipping = (options?.data as unknown as { name: string }[] | undefined)?.at(0)?.name ?? null
  const stems = await readStemTitles(container, rows, language)
  return {
    titles: new Map(
      rows.map((row) => [row.id, { title: row.product?.title ?? "", size: sizeOf(row.title) }]),
    ),
    parts: new Map(rows.map((row) => [row.id, partsOf(row, stems)])),
    shipping,
  }
}

/** Medusa's own names for the only variant say nothing. */
export function sizeOf(variantTitle: string | null): string | null {
  return variantTitle && !/^default( variant)?$/i.test(variantTitle) ? variantTitle : null
}

/** What a bouquet is made of; a stem that is sold by itself is made of itself and has no parts. */
function partsOf(row: VariantRow, stems: Map<string, string>): Part[] {
  const parts = (row.inventory_items ?? []).flatMap(({ inventory, required_quantity }) =>
    inventory && inventory.sku !== row.sku
      ? [
          {
            title: stems.get(inventory.sku ?? "") ?? inventory.title ?? inventory.sku ?? "",
            quantity: Number(required_quantity),
          },
        ]
      : [],
  )
  return parts.filter(({ title }) => title)
}

/** Each inventory item is named by the product that sells it alone: their SKUs are the same. */
async function readStemTitles(
  container: MedusaContainer,
  rows: VariantRow[],
  language: Language,
): Promise<Map<string, string>> {
  const skus = rows.flatMap(
    ({ inventory_items }) => inventory_items?.flatMap(({ inventory }) => inventory?.sku ?? []) ?? [],
  )
  if (!skus.length) {
    return new Map()
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph(
      { entity: "product_variant", fields: ["sku", "product.title"], filters: { sku: [...new Set(skus)] } },
      { locale: LOCALES[language] },
    )
  const stems = data as unknown as { sku: string; product: { title: string } | null }[]
  return new Map(stems.flatMap(({ sku, product }) => (product ? [[sku, product.title] as const] : [])))
}
