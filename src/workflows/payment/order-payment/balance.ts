import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { fromUnits, minorUnits, toUnits } from "../../../lib/money"

/** The open amounts of an order, in the currency's main unit. */
export type Balance = {
  /** Captured amount, including refunded money. */
  paid: number
  /** Amount that the shopper still has to pay. */
  due: number
  /** Amount that the shop has to give back, for example after an order edit or a return. */
  owed: number
}

type Collection = { captured_amount?: BigNumberInput | null; refunded_amount?: BigNumberInput | null }

/** The fields of an order that {@link balanceOf} needs. */
export type OrderWithMoney = {
  status: string
  /** Staff can archive a canceled order, which changes its status. */
  canceled_at?: string | Date | null
  currency_code: string
  total: BigNumberInput
  /** Medusa's summary. Missing for an order as it was placed: such an order has no difference. */
  summary?: { current_order_total?: BigNumberInput; pending_difference?: BigNumberInput | null } | null
  payment_collections?: (Collection | null)[] | null
}

/**
 * Computes the open amounts of an order. Each total is rounded as it is paid. Money that was refunded as a courtesy is not
 * due again: core lowers the total by it. What Medusa captured and did not refund limits what is due. A canceled order has
 * nothing due and nothing owed.
 */
export function balanceOf(order: OrderWithMoney): Balance {
  const { status, canceled_at, currency_code: currency, total, summary } = order
  const { payment_collections: collections } = order
  const sumOf = (key: keyof Collection) =>
    (collections ?? []).reduce((sum, one) => MathBN.add(sum, one?.[key] ?? 0), MathBN.convert(0))
  const paid = sumOf("captured_amount")
  // An archived order keeps only the time of its cancellation.
  const isCanceled = status === "canceled" || Boolean(canceled_at)
  const current = summary?.current_order_total ?? total
  // What Medusa's transactions sum up to: payments minus refunds.
  const received = MathBN.sub(current, summary?.pending_difference ?? MathBN.sub(total, paid))
  const kept = MathBN.sub(paid, sumOf("refunded_amount"))
  const unpaid = toUnits(total, currency) - toUnits(kept, currency)
  const pending = toUnits(current, currency) - toUnits(received, currency)
  return {
    paid: paid.toNumber(),
    due: isCanceled ? 0 : fromUnits(Math.max(0, Math.min(unpaid, pending)), currency),
    owed: isCanceled ? 0 : fromUnits(Math.max(0, -pending), currency),
  }
}

export type OrderBalance = Omit<OrderWithMoney, "payment_collections"> & {
  id: string
  payment_collections: ({ id: string; status: string; amount: BigNumberInput } & Collection)[] | null
}

export const BALANCE_FIELDS = [
  "id",
  "status",
  "canceled_at",
  "currency_code",
  "total",
  "summary",
  "payment_collections.id",
  "payment_collections.status",
  "payment_collections.amount",
  "payment_collections.captured_amount",
  "payment_collections.refunded_amount",
]

/**
 * Reads an order with its open amounts.
 *
 * @throws not_found
 */
export async function readBalance(
  container: MedusaContainer,
  orderId: string,
): Promise<{ order: OrderBalance; balance: Balance }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: BALANCE_FIELDS, filters: { id: orderId } })
  const [found]: unknown[] = data
  if (!found) {
    throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const order = found as OrderBalance
  return { order, balance: balanceOf(order) }
}

/** The open amounts of an order in minor units, for the admin. */
export function balanceInMinorUnits(order: OrderBalance): Balance & { currency_code: string } {
  const { paid, due, owed } = balanceOf(order)
  return {
    paid: minorUnits(paid),
    due: minorUnits(due),
    owed: minorUnits(owed),
    currency_code: order.currency_code,
  }
}
