import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  BALANCE_FIELDS,
  balanceInMinorUnits,
  type OrderBalance,
} from "../../../workflows/payment/order-payment/balance"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import type { ListAssignments } from "./validators"

const FIELDS: (keyof AssignmentRecord)[] = [
  "id",
  "order_id",
  "display_id",
  "method",
  "status",
  "florist_id",
  "courier_id",
  "offered_at",
  "accepted_at",
  "ready_at",
  "picked_up_at",
  "closed_at",
  "created_at",
]

/** Upper limit of orders of one day; slot capacities allow fewer. */
const ORDERS_OF_A_DAY = 1000

const query = (container: MedusaContainer) => container.resolve(ContainerRegistrationKeys.QUERY)

async function deliveriesOf(container: MedusaContainer, filters: { order_id: string[] } | { date: string }) {
  const { data } = await query(container).graph({
    entity: "delivery",
    fields: ["order_id", "date", "starts_at", "ends_at", "express", "recipient_name", "address"],
    filters,
    pagination: { take: ORDERS_OF_A_DAY, order: { starts_at: "ASC" } },
  })
  return data.filter((delivery) => delivery.order_id)
}

async function namesOf(container: MedusaContainer, ids: (string | null)[]) {
  const known = [...new Set(ids.filter((id) => id !== null))]
  const { data } = known.length
    ? await query(container).graph({ entity: "staff_member", fields: ["id", "name"], filters: { id: known } })
    : { data: [] }
  return new Map(data.map(({ id, name }) => [id, name]))
}

/** The open amounts of the orders, by order id. */
async function balancesOf(container: MedusaContainer, ids: string[]) {
  const { data } = ids.length
    ? await query(container).graph({ entity: "order", fields: BALANCE_FIELDS, filters: { id: ids } })
    : { data: [] }
  const orders = data as unknown as OrderBalance[]
  return new Map(orders.map((order) => [order.id, balanceInMinorUnits(order)]))
}

/**
 * One page of assignments with deliveries, open amounts and the names of their florists and couriers. Sorted newest
 * first, or by slot when `date` is given. The count and the pages end at {@link MOST_COUNTED}. The number of queries does not
 * depend on the page size.
 */
export async function listAssignments(container: MedusaContainer, input: ListAssignments) {
  const { status, date, order, limit, offset } = input
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const ofDay = date ? await deliveriesOf(container, { date }) : undefined
  const filters = { ...(status ? { status } : {}), ...(order ? { display_id: order } : {}) }
  const [data, count] = await Promise.all([
    workshop.listAssignments(
      { ...filters, ...(ofDay ? { order_id: ofDay.flatMap(({ order_id }) => order_id ?? []) } : {}) },
      {
        select: FIELDS,
        ...(ofDay
          ? { take: ORDERS_OF_A_DAY, order: { created_at: "ASC" } }
          : { take: limit, skip: offset, order: { created_at: "DESC" } }),
      },
    ),
    ofDay ? undefined : workshop.countUpToMost(filters),
  ])
  const deliveries =
    ofDay ?? (await deliveriesOf(container, { order_id: data.map((assignment) => assignment.order_id) }))
  const bySlot = new Map(deliveries.map((delivery, index) => [delivery.order_id, { delivery, index }]))
  const place = (orderId: string) => bySlot.get(orderId)?.index ?? 0
  const page = ofDay
    ? data.sort((a, b) => place(a.order_id) - place(b.order_id)).slice(offset, offset + limit)
    : data
  const [names, balances] = await Promise.all([
    namesOf(
      container,
      page.flatMap(({ florist_id, courier_id }) => [florist_id, courier_id]),
    ),
    balancesOf(
      container,
      page.map(({ order_id }) => order_id),
    ),
  ])
  const name = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return {
    assignments: page.map((assignment) => ({
      ...assignment,
      florist_name: name(assignment.florist_id),
      courier_name: name(assignment.courier_id),
      delivery: bySlot.get(assignment.order_id)?.delivery ?? null,
      balance: balances.get(assignment.order_id) ?? null,
    })),
    count: count ?? data.length,
    limit,
    offset,
  }
}
