import type { MedusaContainer } from "@medusajs/framework/types"
import { readFollowedOrders, type FollowedOrder } from "../../medusa-sql/followed-orders"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import { OPEN_STATUSES } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { followingAction } from "./rules/following-action"

/** Number of assignments per query. */
const BATCH = 500

export type OrderToFollow = { order_id: string; assignment_id: string; number: number }

/** Lists the open orders of the workshop whose state or address differs from their Medusa order. */
export async function* ordersToFollow(container: MedusaContainer): AsyncGenerator<OrderToFollow> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  for (let after = ""; ;) {
    const open = await workshop.listAssignments(
      { status: OPEN_STATUSES, id: { $gt: after } },
      { take: BATCH, order: { id: "ASC" } },
    )
    yield* open.length ? await differingAmong(container, open) : []
    if (open.length < BATCH) {
      return
    }
    after = open[open.length - 1].id
  }
}

async function differingAmong(
  container: MedusaContainer,
  assignments: AssignmentRecord[],
): Promise<OrderToFollow[]> {
  const ids = assignments.map(({ order_id }) => order_id)
  const [orders, deliveries] = await Promise.all([
    readFollowedOrders(container, ids),
    container
      .resolve<DeliveryModuleService>(DELIVERY_MODULE)
      .listDeliveries({ order_id: ids }, { select: ["order_id", "address_id", "changed_at"], take: null }),
  ])
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  const deliveryOf = new Map(deliveries.map((delivery) => [delivery.order_id, delivery]))
  const differs = (assignment: AssignmentRecord, order: FollowedOrder) => {
    const delivery = deliveryOf.get(order.id)
    return (
      followingAction(assignment, order) ||
      (delivery && (delivery.changed_at || delivery.address_id !== order.address_id))
    )
  }
  return assignments.flatMap((assignment) => {
    const order = orderOf.get(assignment.order_id)
    return order && differs(assignment, order)
      ? [{ order_id: order.id, assignment_id: assignment.id, number: assignment.display_id }]
      : []
  })
}
