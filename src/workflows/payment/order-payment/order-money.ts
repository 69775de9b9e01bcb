import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, PaymentSessionStatus } from "@medusajs/framework/utils"
import type { Status } from "../../../modules/workshop/order-transitions"

type Session = {
  id: string
  provider_id: string
  status: string
  amount: BigNumberInput
  currency_code: string
  data: Record<string, unknown> | null
  created_at: string | Date
}

type Payment = {
  id: string
  provider_id: string
  payment_session_id: string | null
  amount: BigNumberInput
  data: Record<string, unknown> | null
  captured_at: string | Date | null
  canceled_at: string | Date | null
  captures: ({ amount: BigNumberInput } | null)[] | null
  refunds: ({ id: string; amount: BigNumberInput; created_at: string | Date } | null)[] | null
}

type Collection = {
  id: string
  status: string
  amount: BigNumberInput
  captured_amount: BigNumberInput | null
  refunded_amount: BigNumberInput | null
  payment_sessions: (Session | null)[] | null
  payments: (Payment | null)[] | null
}

/** An order with its payment collections, sessions, payments and assignment. */
export type OrderMoney = {
  id: string
  display_id: number
  status: string
  currency_code: string
  total: BigNumberInput
  summary?: { current_order_total?: BigNumberInput; pending_difference?: BigNumberInput | null } | null
  locale: string | null
  customer_id: string | null
  payment_collections: (Collection | null)[] | null
  assignment: {
    id: string
    status: Status
    payment_due_at: string | Date | null
    reopened_at?: string | Date | null
  } | null
}

const FIELDS = [
  "id",
  "display_id",
  "status",
  "currency_code",
  "total",
  "summary",
  "locale",
  "customer_id",
  "payment_collections.id",
  "payment_collections.status",
  "payment_collections.amount",
  "payment_collections.captured_amount",
  "payment_collections.refunded_amount",
  "payment_collections.payment_sessions.id",
  "payment_collections.payment_sessions.provider_id",
  "payment_collections.payment_sessions.status",
  "payment_collections.payment_sessions.amount",
  "payment_collections.payment_sessions.currency_code",
  "payment_collections.payment_sessions.data",
  "payment_collections.payment_sessions.created_at",
  "payment_collections.payments.id",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.payment_session_id",
  "payment_collections.payments.amount",
  "payment_collections.payments.data",
  "payment_collections.payments.captured_at",
  "payment_collections.payments.canceled_at",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.refunds.id",
  "payment_collections.payments.refunds.amount",
  "payment_collections.payments.refunds.created_at",
  "assignment.id",
  "assignment.status",
  "assignment.payment_due_at",
  "assignment.reopened_at",
]

/** Reads the current payment data of an order. */
export async function readOrderMoney(
  container: MedusaContainer,
  { id }: { id: string },
): Promise<OrderMoney | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id } })
  const [found]: unknown[] = data
  return found as OrderMoney | undefined
}

const present = <Item>(items: (Item | null)[] | null | undefined): Item[] =>
  (items ?? []).filter((item): item is Item & NonNullable<Item> => item !== null)

/** The payment collections of an order: one of the checkout, and those that edits added. */
export const collectionsOf = (order: OrderMoney) => present(order.payment_collections)
export const sessionsOf = (order: OrderMoney) =>
  collectionsOf(order).flatMap(({ payment_sessions }) => present(payment_sessions))
export const paymentsOf = (order: OrderMoney) =>
  collectionsOf(order).flatMap(({ payments }) => present(payments))

/** The session that awaits a report of its gateway. */
export const awaitedSession = (order: OrderMoney) =>
  sessionsOf(order).find(({ status }) => status === PaymentSessionStatus.PENDING_AUTHORIZATION)
