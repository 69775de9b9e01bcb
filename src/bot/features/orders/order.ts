import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Action, Method, Status } from "../../../modules/workshop/order-transitions"
import { readOrderAsPlaced } from "../../../workflows/checkout/order-as-placed"
import type { ShopContext } from "../../runtime/context"

/** The fields of an order that the bot reads. Totals are in the main unit of its currency. */
export type ShopperOrder = {
  id: string
  display_id: number
  created_at: string
  status: string
  currency_code: string
  total: number
  original_shipping_total: number
  discount_total: number
  credit_line_total: number
  items: {
    title: string
    product_title: string | null
    variant_title: string | null
    quantity: number
    original_total: number
    thumbnail: string | null
  }[]
  delivery: OrderDelivery | null
  assignment: OrderAssignment | null
  /** Missing for an order as it was placed. */
  summary?: { pending_difference?: number | null } | null
  payment_collections:
    | {
        captured_amount: number | null
        refunded_amount?: number | null
        payment_sessions: { data: { checkout_url?: string } | null }[] | null
      }[]
    | null
}

export type OrderDelivery = {
  method: Method
  for_someone_else: boolean
  recipient_name: string | null
  recipient_phone: string | null
  giver_phone: string | null
  address: string | null
  latitude: number | null
  longitude: number | null
  shipping_option_id: string | null
  date: string | null
  starts_at: string | null
  ends_at: string | null
  express: boolean
  exact_time: string | null
  card_text: string | null
  anonymous: boolean
  surprise: boolean
  address_unknown: boolean
  door_photo: boolean
  comment: string | null
  /** See the model. */
  call_first: boolean
}

export type OrderAssignment = {
  id: string
  status: Status
  method: Method
  florist_id: string | null
  courier_id: string | null
  picked_up_at: string | null
  reopened_at: string | null
  closed_at: string | null
  /** When a staff member reported the hand-over, which the member may still undo. */
  confirmed_at: string | null
  photo_file_id: string | null
  photo_sent_at: string | null
  photo_due_at: string | null
  photo_changes: number
  transitions: {
    number: number
    action: Action | "open" | "change" | "change_delivery"
    from: Status | null
    to: Status
    created_at: string
  }[]
}

const LIST_FIELDS = [
  "id",
  "display_id",
  "created_at",
  "status",
  "currency_code",
  "total",
  "items.title",
  "items.product_title",
  "items.variant_title",
  "items.quantity",
  "delivery.for_someone_else",
  "delivery.recipient_name",
  "assignment.status",
  "assignment.method",
  "assignment.photo_due_at",
]

const FIELDS = [
  ...LIST_FIELDS,
  "original_shipping_total",
  "discount_total",
  "credit_line_total",
  "summary",
  "items.original_total",
  "items.thumbnail",
  "delivery.*",
  "assignment.id",
  "assignment.florist_id",
  "assignment.courier_id",
  "assignment.picked_up_at",
  "assignment.reopened_at",
  "assignment.closed_at",
  "assignment.confirmed_at",
  "assignment.photo_file_id",
  "assignment.photo_sent_at",
  "assignment.photo_changes",
  "assignment.transitions.number",
  "assignment.transitions.action",
  "assignment.transitions.from",
  "assignment.transitions.to",
  "assignment.transitions.created_at",
  "payment_collections.captured_amount",
  "payment_collections.refunded_amount",
  "payment_collections.payment_sessions.data",
]

/** The fields of an order in a list. */
export type OrderInList = Pick<
  ShopperOrder,
  "id" | "display_id" | "created_at" | "status" | "currency_code" | "total"
> & {
  items: Pick<ShopperOrder["items"][number], "title" | "product_title" | "variant_title" | "quantity">[]
  delivery: Pick<OrderDelivery, "for_someone_else" | "recipient_name"> | null
  assignment: Pick<OrderAssignment, "status" | "method" | "photo_due_at"> | null
}

/**
 * Reads an order of the shopper. Returns undefined when the order does not exist or belongs to another
 * customer.
 */
export async function loadOrder(ctx: ShopContext, orderId: string): Promise<ShopperOrder | undefined> {
  const { customer_id: customerId } = ctx.account
  if (!customerId) {
    return undefined
  }
  const placed = await readOrderAsPlaced(ctx.container, orderId)
  if (placed) {
    return placed.customer_id === customerId ? (placed as unknown as ShopperOrder) : undefined
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: FIELDS,
    filters: { id: orderId, customer_id: customerId },
  })
  const [order] = data as unknown as ShopperOrder[]
  return order
}

/** A page of the shopper's orders, newest first. */
export async function listOrders(
  ctx: ShopContext,
  { take, skip }: { take: number; skip: number },
): Promise<{ orders: OrderInList[]; count: number }> {
  const { customer_id: customerId } = ctx.account
  if (!customerId) {
    return { orders: [], count: 0 }
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data, metadata } = await query.graph({
    entity: "order",
    fields: LIST_FIELDS,
    filters: { customer_id: customerId },
    pagination: { take, skip, order: { created_at: "DESC" } },
  })
  return { orders: data as unknown as OrderInList[], count: metadata?.count ?? data.length }
}
