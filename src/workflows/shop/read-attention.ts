import type { MedusaContainer } from "@medusajs/framework/types"
import { dueTimeOf } from "../../modules/delivery/statements"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import { TO_BE_REFUNDED } from "../../modules/gateway/types"
import { RATING_MODULE } from "../../modules/rating"
import type RatingModuleService from "../../modules/rating/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { NeedyOrders } from "../../modules/workshop/types"
import { listOpenChanges } from "../order-edits/open-change"
import { listUnassignedOrders } from "../outside-orders/list-unassigned-orders"
import { unmatchedPayments } from "../payment/reconciliation/medusa-payments"

const DAY_MS = 24 * 3_600_000
/** How far back captured payments without a gateway transaction are searched. The admin's page searches further. */
const PAYMENT_DAYS = 7
const RATING_DAYS = 3
/** At most as many orders of each kind are named by their number. */
const NAMED = 5
/** At most as many gateway transactions and ratings are counted. */
const COUNTED = 100

/** How many things wait, and the numbers of some of their orders. */
export type Counted = { count: number; numbers: string[] }

/** What waits for a person in the shop. */
export type Attention = {
  orders: NeedyOrders[]
  /** Orders of Medusa that are not with the florists. */
  unassigned: Counted
  /** Changes in Medusa's admin that nobody finished; they stop their orders. */
  changes: Counted
  /** Money that staff have to give back, and other payments that staff have to check. */
  refunds: Counted
  payments: Counted
  /** Captured payments of the last days without a gateway transaction. */
  unmatched: Counted
  /** Low ratings of the last days, and words that wait for an approval. */
  low: Counted
  words: number
}

/** Reads what waits for a person: open work and the last days only. */
export async function readAttention(container: MedusaContainer, now: Date): Promise<Attention> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const ratings = container.resolve<RatingModuleService>(RATING_MODULE)
  const [orders, outside, changes, money, unmatched, low, words] = await Promise.all([
    workshop.listNeedy({ take: NAMED }, dueTimeOf),
    listUnassignedOrders(container, { limit: NAMED }),
    listOpenChanges(container),
    moneyToCheck(container),
    unmatchedSince(container, new Date(now.getTime() - PAYMENT_DAYS * DAY_MS), now),
    ratings.lowRatingsSince(new Date(now.getTime() - RATING_DAYS * DAY_MS), COUNTED),
    ratings.countUpToMost({ status: ["pending"] }),
  ])
  return {
    orders,
    unassigned: {
      count: outside.count,
      numbers: outside.orders.map(({ display_id }) => String(display_id)),
    },
    changes: counted(changes.map(({ number }) => String(number))),
    ...money,
    unmatched: counted(unmatched),
    low: counted(low.map(({ display_id }) => String(display_id))),
    words,
  }
}

/** @param numbers of the orders; null for a thing without an order */
function counted(numbers: (string | null)[]): Counted {
  const known = [...new Set(numbers.filter((number) => number !== null))]
  return { count: numbers.length, numbers: known.slice(0, NAMED) }
}

async function moneyToCheck(container: MedusaContainer): Promise<Pick<Attention, "refunds" | "payments">> {
  const transactions = await container
    .resolve<GatewayModuleService>(GATEWAY_MODULE)
    .listGatewayTransactions(
      { needs_attention: { $ne: null } },
      { select: ["id", "reference", "needs_attention"], take: COUNTED, order: { began_at: "DESC" } },
    )
  const isRefund = (one: (typeof transactions)[number]) =>
    one.needs_attention !== null && TO_BE_REFUNDED.includes(one.needs_attention)
  return {
    refunds: counted(transactions.filter(isRefund).map(({ reference }) => reference)),
    payments: counted(transactions.filter((one) => !isRefund(one)).map(({ reference }) => reference)),
  }
}

async function unmatchedSince(
  container: MedusaContainer,
  from: Date,
  until: Date,
): Promise<(string | null)[]> {
  const found: (string | null)[] = []
  for await (const batch of unmatchedPayments(container, { from, until })) {
    found.push(...batch.map(({ reference }) => reference))
  }
  return found
}
