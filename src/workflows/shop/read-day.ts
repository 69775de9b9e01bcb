import type { MedusaContainer } from "@medusajs/framework/types"
import { fromUnits, payable, toUnits } from "../../lib/money"
import { TIME_ZONE } from "../../lib/shop"
import { readOrderSums } from "../../medusa-sql/order-sums"
import { dueTimeOf } from "../../modules/delivery/statements"
import { dateAt, instantOf } from "../../modules/delivery/zoned-time"
import { RATING_MODULE } from "../../modules/rating"
import type RatingModuleService from "../../modules/rating/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { OpenCash, WorkFigures } from "../../modules/workshop/types"

/** An amount in the currency's main unit. */
export type Money = { amount: number; currency_code: string }

/** The shop's day in numbers. */
export type Day = {
  /** The orders that were placed today, without unpaid and canceled ones. */
  orders: number
  /** Their totals by currency. */
  sums: Money[]
  /** The same by the way of payment; a null provider is not known. */
  ways: (Money & { provider_id: string | null; count: number })[]
  /** Orders of today that wait for their payment, and canceled ones. */
  unpaid: number
  canceled: number
  work: WorkFigures
  cash: OpenCash[]
  /** The ratings of today. */
  rating: { count: number; average: number }
}

/** Reads the day of the shop. It reads the orders and ratings of today and the open orders, never the history. */
export async function readDay(container: MedusaContainer, now: Date): Promise<Day> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const ratings = container.resolve<RatingModuleService>(RATING_MODULE)
  const from = instantOf(dateAt(now, TIME_ZONE), "00:00", TIME_ZONE)
  const [placed, work, cash, rating] = await Promise.all([
    workshop.listPlacedSince(from),
    workshop.workFigures(from, dueTimeOf),
    workshop.listOpenCash(),
    ratings.figuresSince(from),
  ])
  const valid = placed.filter(({ status }) => status !== "canceled" && status !== "awaiting_payment")
  const paid = await readOrderSums(
    container,
    valid.map(({ order_id }) => order_id),
  )
  const countOf = (status: string) => placed.filter((one) => one.status === status).length
  return {
    orders: paid.length,
    sums: added(paid, ({ currency_code }) => currency_code),
    ways: added(paid, ({ currency_code, provider_id }) => `${provider_id ?? ""} ${currency_code}`),
    unpaid: countOf("awaiting_payment"),
    canceled: countOf("canceled"),
    work,
    cash,
    rating,
  }
}

type Paid = Awaited<ReturnType<typeof readOrderSums>>[number]

/** Adds up the totals of orders in groups, the largest group first. Each total is rounded as it is paid. */
function added(orders: Paid[], keyOf: (order: Paid) => string) {
  const groups = new Map<
    string,
    { provider_id: string | null; currency_code: string; count: number; units: number }
  >()
  for (const order of orders) {
    const { provider_id, currency_code, total } = order
    const { count, units } = groups.get(keyOf(order)) ?? { count: 0, units: 0 }
    const more = toUnits(payable(total, currency_code), currency_code)
    groups.set(keyOf(order), { provider_id, currency_code, count: count + 1, units: units + more })
  }
  return [...groups.values()]
    .sort((one, other) => other.units - one.units)
    .map(({ units, ...group }) => ({ ...group, amount: fromUnits(units, group.currency_code) }))
}
