import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import type {
  AssignmentRecord,
  StaffMemberRecord,
  SubstitutionRecord,
  TransitionRecord,
} from "../../../modules/workshop/types"
import { payable } from "../../../lib/money"
import type { Language } from "../../../lib/shop"
import { currentRound, type RoundFulfillment } from "../../../workflows/assignment/rules/round"
import { readOrderAsPlaced } from "../../../workflows/checkout/order-as-placed"
import { deliveryOf } from "../../../workflows/delivery/of-order"
import { balanceOf, type Balance } from "../../../workflows/payment/order-payment/balance"
import type { AccountRecord } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { workshopOf } from "../../ui/workshop"
import { readItemTexts, type ItemTexts } from "./item-texts"

export type OrderItem = {
  id: string
  title: string
  variant_title: string | null
  variant_id: string | null
  thumbnail: string | null
  quantity: number
  /** Metadata of the line, such as the composition of a custom bouquet. */
  metadata: Record<string, unknown> | null
}

type OrderRow = {
  id: string
  display_id: number
  status: string
  currency_code: string
  /** Amount to pay, in the main unit of the currency. */
  total: number
  /** The total without the goods that the shopper gives back, in the main unit of the currency. */
  to_pay: number
  customer_id: string | null
  /** The lines that the workshop makes: after an exchange or a claim only those of the replacement. */
  items: OrderItem[]
  /** Goods that the shopper gives back to the courier, or at the counter. */
  taken_back: OrderItem[]
  payment_collections: { status: string; captured_amount: number | null; refunded_amount?: number | null }[]
  /** Missing for an order as it was placed. */
  summary?: {
    current_order_total?: number
    /** Payments minus refunds. */
    transaction_total?: BigNumberInput
    pending_difference?: BigNumberInput | null
  } | null
}

/** The data that messages about one order are built from. */
export type OrderFacts = {
  assignment: AssignmentRecord
  transitions: TransitionRecord[]
  order: OrderRow
  delivery: DeliveryRecord | undefined
  texts: Record<Language, ItemTexts>
  /** The substitutions that the giver has agreed to. */
  substitutions: SubstitutionRecord[]
  /** The staff members in the order's history, by id. */
  members: Map<string, StaffMemberRecord>
  /** The shopper's account, when the order came through Telegram. */
  shopper: AccountRecord | undefined
  /** The bound chats in which work is offered. */
  chats: Record<"florists" | "couriers", { chat_id: string; language: Language } | undefined>
} & Balance

/**
 * Reads the data for an order's messages.
 *
 * @param transitions transitions of the assignment in order, read under the same lock as the assignment
 */
export async function readOrderFacts(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  transitions: TransitionRecord[],
): Promise<OrderFacts> {
  const telegram = telegramOf(container)
  const [order, delivery, members, florists, couriers] = await Promise.all([
    readOrder(container, assignment),
    deliveryOf(container, assignment.order_id),
    readMembers(container, assignment, transitions),
    telegram.chatFor("florists"),
    telegram.chatFor("couriers"),
  ])
  const [texts, shopper] = await Promise.all([
    readItemTexts(container, [...order.items, ...order.taken_back], delivery?.shipping_option_id ?? null),
    findShopper(container, order.customer_id),
  ])
  const chats = { florists, couriers }
  const substitutions = await readSubstitutions(container, assignment, transitions)
  return {
    assignment,
    transitions,
    order,
    delivery,
    members,
    shopper,
    chats,
    texts,
    substitutions,
    ...balanceOf(order),
  }
}

type ChangedOrder = Omit<OrderRow, "taken_back" | "items" | "to_pay"> & {
  items: (OrderItem & { detail?: { return_requested_quantity?: BigNumberInput | null } | null })[]
  fulfillments?: RoundFulfillment[] | null
}

async function readOrder(
  container: MedusaContainer,
  { order_id: id, reopened_at }: AssignmentRecord,
): Promise<OrderRow> {
  const placed = await readOrderAsPlaced(container, id)
  if (placed) {
    const total = payable(placed.total, placed.currency_code)
    return { ...placed, taken_back: [], total, to_pay: total }
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "status",
      "currency_code",
      "total",
      "summary",
      "customer_id",
      "items.id",
      "items.title",
      "items.product_title",
      "items.variant_title",
      "items.variant_id",
      "items.thumbnail",
      "items.quantity",
      "items.metadata",
      "items.detail.*",
      "fulfillments.canceled_at",
      "fulfillments.shipped_at",
      "fulfillments.delivered_at",
      "fulfillments.items.line_item_id",
      "payment_collections.status",
      "payment_collections.captured_amount",
      "payment_collections.refunded_amount",
    ],
    filters: { id },
  })
  const [order] = data as unknown as ChangedOrder[]
  if (!order) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `The order ${id} of an assignment does not exist.`)
  }
  const { fulfillments, ...row } = order
  const made = currentRound({ items: order.items, fulfillments: fulfillments ?? [] }, reopened_at).items
  return {
    ...row,
    total: payable(order.total, order.currency_code),
    // Medusa's difference leaves out the goods that are to be returned; its totals contain them.
    to_pay: payable(
      order.summary
        ? MathBN.add(order.summary.transaction_total ?? 0, order.summary.pending_difference ?? 0)
        : order.total,
      order.currency_code,
    ),
    items: made.map((item) => ({ ...item, quantity: Number(item.quantity) })),
    taken_back: order.items.flatMap((item) => {
      const quantity = MathBN.convert(item.detail?.return_requested_quantity ?? 0).toNumber()
      return quantity > 0 ? [{ ...item, quantity }] : []
    }),
    payment_collections: order.payment_collections ?? [],
  }
}

async function readMembers(
  container: MedusaContainer,
  { florist_id, courier_id, first_florist_id }: AssignmentRecord,
  transitions: TransitionRecord[],
): Promise<Map<string, StaffMemberRecord>> {
  const actors = transitions.flatMap(({ actor_type, actor_id }) => (actor_type === "staff" ? actor_id : []))
  const ids = [...new Set([florist_id, courier_id, first_florist_id, ...actors].filter((id) => id !== null))]
  const members = ids.length ? await workshopOf(container).listStaffMembers({ id: ids }) : []
  return new Map(members.map((member) => [member.id, member]))
}

/** Reads nothing for an order that was not changed. */
async function readSubstitutions(
  container: MedusaContainer,
  { id }: AssignmentRecord,
  transitions: TransitionRecord[],
): Promise<SubstitutionRecord[]> {
  return transitions.some(({ action }) => action === "change")
    ? workshopOf(container).listSubstitutions(
        { assignment_id: id, status: "agreed" },
        { order: { decided_at: "ASC" }, take: null },
      )
    : []
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
