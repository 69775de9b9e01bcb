import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { AssignmentEvents } from "../../lib/events"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { openAssignment } from "../checkout/open-order"
import { attachToOrder } from "../payment/order-payment/attach-to-order"
import { readOutsideOrder } from "./outside-order"
import { reserveMissing } from "./reserve-missing"

/** Age in ms up to which the sweep looks for interrupted orders. */
const NEWS_MS = 24 * 60 * 60_000

/**
 * Brings an order that did not come from a cart into the workshop, if it has a delivery and is no draft. Idempotent.
 *
 * @returns whether the order is in the workshop
 * @throws out_of_stock
 */
export async function openOutsideOrder(container: MedusaContainer, orderId: string): Promise<boolean> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const [delivery] = await service.listDeliveries({ order_id: orderId }, { take: 1 })
  if (!delivery?.method || delivery.status !== "booked") {
    return false
  }
  const order = await readOutsideOrder(container, orderId)
  if (order.status !== "pending") {
    return false
  }
  const reserved = await reserveMissing(container, order)
  try {
    if (await openAssignment(container, orderId, delivery.method)) {
      await attachToOrder(container, orderId)
    }
  } catch (error) {
    await container.resolve(Modules.INVENTORY).deleteReservationItems(reserved)
    throw error
  }
  const [assignment] = await workshop.listAssignments({ order_id: orderId }, { select: ["id"], take: 1 })
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: AssignmentEvents.TRANSITIONED, data: { id: assignment.id, assignment_id: assignment.id } })
  return true
}

/** Brings the orders into the workshop whose event was lost or whose process stopped. */
export async function openInterruptedOrders(container: MedusaContainer): Promise<void> {
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const deliveries = await service.listDeliveries(
    {
      cart_id: null,
      order_id: { $ne: null },
      status: "booked",
      booked_at: { $gt: new Date(Date.now() - NEWS_MS) },
    },
    { select: ["order_id"], take: null },
  )
  const ids = deliveries.flatMap(({ order_id }) => order_id ?? [])
  const known = ids.length
    ? await workshop.listAssignments({ order_id: ids }, { select: ["order_id"], take: null })
    : []
  const open = new Set(known.map(({ order_id }) => order_id))
  for (const id of ids.filter((one) => !open.has(one))) {
    await openOutsideOrder(container, id)
  }
}
