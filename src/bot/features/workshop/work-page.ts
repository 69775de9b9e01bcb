import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { LOCALES, type Language } from "../../../lib/shop"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import { isGift } from "../../../modules/delivery/order-limits"
import { dueTimeOf } from "../../../modules/delivery/statements"
import type { WorkSection } from "../../../modules/workshop/statements"
import type { AssignmentRecord, StaffMemberRecord, WorkPage } from "../../../modules/workshop/types"
import {
  BALANCE_FIELDS,
  balanceOf,
  type OrderBalance,
} from "../../../workflows/payment/order-payment/balance"
import { readItemTexts } from "../../messages/announcements/item-texts"
import { workshopOf } from "../../ui/workshop"

/** An order of the work list. */
export type WorkEntry = {
  assignment: AssignmentRecord
  section: WorkSection
  delivery: DeliveryRecord | undefined
  /** When the bouquet must be made or brought; undefined without a slot. */
  dueAt: Date | undefined
  /** The name of the first line; empty for an order without lines. */
  bouquet: string
  /** The number of further lines. */
  others: number
  /** Name of the delivery zone or the pick-up point. */
  zone: string | undefined
  /** Amount that is still to be paid, in the main unit of the currency. */
  due: number
  currency: string
  /** Whether the giver of a gift has to pay it at the shop. */
  giverPays: boolean
}

/**
 * A page of a staff member's work with what the list shows of each order. The number of statements does not depend on the
 * number of orders.
 */
export async function readWorkPage(
  container: MedusaContainer,
  member: StaffMemberRecord,
  language: Language,
  part: { take: number; skip: number },
): Promise<{ counts: WorkPage["counts"]; entries: WorkEntry[] }> {
  const { counts, page } = await workshopOf(container).listWork(member, part, dueTimeOf)
  if (!page.length) {
    return { counts, entries: [] }
  }
  const assignments = await workshopOf(container).listAssignments(
    { id: page.map(({ id }) => id) },
    { take: page.length },
  )
  const orderIds = assignments.map(({ order_id }) => order_id)
  const [orders, deliveries] = await Promise.all([
    readOrders(container, orderIds),
    readDeliveries(container, orderIds),
  ])
  const [texts, zones] = await Promise.all([
    readItemTexts(
      container,
      [...orders.values()].flatMap(({ items }) => items),
      null,
    ),
    readZones(container, [...deliveries.values()], language),
  ])
  const byId = new Map(assignments.map((assignment) => [assignment.id, assignment]))
  const entries = page.flatMap(({ id, section, due_at }): WorkEntry[] => {
    const assignment = byId.get(id)
    const order = orders.get(assignment?.order_id ?? "")
    if (!assignment || !order) {
      return []
    }
    const delivery = deliveries.get(assignment.order_id)
    const first = order.items.at(0)
    const { due } = balanceOf(order)
    return [
      {
        assignment,
        section,
        delivery,
        dueAt: due_at ? new Date(due_at) : undefined,
        bouquet: first ? (texts[language].titles.get(first.variant_id ?? "")?.title ?? first.title) : "",
        others: Math.max(0, order.items.length - 1),
        zone: zones.get(delivery?.shipping_option_id ?? ""),
        due,
        currency: order.currency_code,
        giverPays: isGift(delivery) && due > 0,
      },
    ]
  })
  return { counts, entries }
}

type OrderRow = OrderBalance & { items: { variant_id: string | null; title: string }[] }

async function readOrders(container: MedusaContainer, ids: string[]): Promise<Map<string, OrderRow>> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [...BALANCE_FIELDS, "items.variant_id", "items.title"],
    filters: { id: ids },
  })
  return new Map((data as unknown as OrderRow[]).map((order) => [order.id, order]))
}

/** The deliveries of orders, by the order's id. */
export async function readDeliveries(
  container: MedusaContainer,
  orderIds: string[],
): Promise<Map<string, DeliveryRecord>> {
  const deliveries = orderIds.length
    ? await container
        .resolve<DeliveryModuleService>(DELIVERY_MODULE)
        .listDeliveries({ order_id: orderIds }, { take: orderIds.length })
    : []
  return new Map(deliveries.map((delivery) => [delivery.order_id ?? "", delivery]))
}

async function readZones(
  container: MedusaContainer,
  deliveries: DeliveryRecord[],
  language: Language,
): Promise<Map<string, string>> {
  const ids = [...new Set(deliveries.map(({ shipping_option_id }) => shipping_option_id))].filter(
    (id) => id !== null,
  )
  if (!ids.length) {
    return new Map()
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph(
      { entity: "shipping_option", fields: ["id", "name"], filters: { id: ids } },
      { locale: LOCALES[language] },
    )
  return new Map((data as unknown as { id: string; name: string }[]).map(({ id, name }) => [id, name]))
}
