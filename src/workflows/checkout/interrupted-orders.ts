import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readCanceledWithMark } from "../../medusa-sql/interrupted-orders"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { INTERRUPTED } from "./repair-half-order"

/** The orders that were canceled after a time because the shop had stopped while it placed them. */
export const interruptedAndCanceled = (container: MedusaContainer, since: Date) =>
  readCanceledWithMark(container, since, INTERRUPTED)

type AdmittedCart = { id: string; order?: { id: string; display_id: number; status: string } | null }

/**
 * Finds the orders without an assignment among the carts that this shop admitted in a period. The search starts with
 * this shop's own deliveries, so it never finds an order of another sales channel.
 */
export async function interruptedOrders(
  container: MedusaContainer,
  since: Date,
  until: Date,
): Promise<{ order_id: string; cart_id: string; number: number }[]> {
  const delivery: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  const admitted = await delivery.listDeliveries(
    { status: "booked", booked_at: { $gt: since, $lt: until }, cart_id: { $ne: null } },
    { select: ["cart_id", "order_id"], take: null },
  )
  const linked = admitted.flatMap(({ order_id }) => order_id ?? [])
  const assignments = await workshop.listAssignments(
    { order_id: linked },
    { select: ["order_id"], take: null },
  )
  const whole = new Set(assignments.map(({ order_id }) => order_id))
  const carts = admitted.flatMap(({ cart_id, order_id }) =>
    cart_id && !(order_id && whole.has(order_id)) ? [cart_id] : [],
  )
  if (!carts.length) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "order.id", "order.display_id", "order.status"],
    filters: { id: carts },
  })
  const found: unknown[] = data
  return (found as AdmittedCart[]).flatMap(({ id, order }) =>
    order?.status === "pending" ? [{ order_id: order.id, cart_id: id, number: order.display_id }] : [],
  )
}
