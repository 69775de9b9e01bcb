import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { deleteReservationsWorkflow } from "@medusajs/medusa/core-flows"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryMethod } from "../../modules/delivery/slots"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { assignmentOf, emitTransition } from "../assignment/of-order"
import { openAssignment } from "../checkout/open-order"
import { attachToOrder } from "../payment/order-payment/attach-to-order"
import { beginSweep, type ReportOrder } from "../sweep"
import { isDeliverable, readOutsideOrder, roundBegin } from "./outside-order"
import { withOutsideOrder } from "./outside-order-lock"
import { reserveMissing } from "./reserve-missing"

/** Age in ms up to which the sweep looks for interrupted orders. */
const NEWS_MS = 24 * 60 * 60_000

/**
 * Brings an order that did not come from a cart into the workshop, if it has a delivery and is no draft. Idempotent.
 *
 * @throws out_of_stock
 */
export async function openOutsideOrder(container: MedusaContainer, orderId: string): Promise<void> {
  await withOutsideOrder(container, orderId, () => openLocked(container, orderId))
}

/** {@link openOutsideOrder} for a caller that holds the lock of {@link withOutsideOrder}. */
export async function openLocked(container: MedusaContainer, orderId: string): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const [[delivery], known] = await Promise.all([
    service.listDeliveries({ order_id: orderId, cart_id: null, status: "booked" }, { take: 1 }),
    assignmentOf(container, orderId),
  ])
  const order = delivery && !known ? await readOutsideOrder(container, orderId) : undefined
  if (!delivery?.method || !order || order.status === "draft" || !isDeliverable(order)) {
    return
  }
  const reserved = await reserveMissing(container, order)
  const open = async (method: DeliveryMethod) => {
    try {
      return await openAssignment(container, orderId, method, { reopened_at: roundBegin(order) })
    } catch (error) {
      if (reserved.length) {
        await deleteReservationsWorkflow(container).run({ input: { ids: reserved } })
      }
      throw error
    }
  }
  // From here on the order is in the workshop, so a later error deletes nothing.
  if (await open(delivery.method)) {
    await attachToOrder(container, orderId)
  }
  const assignment = await assignmentOf(container, orderId)
  const [opened] = await workshop.listTransitions(
    { assignment_id: assignment?.id },
    { select: ["id", "assignment_id"], take: 1 },
  )
  await emitTransition(container, { id: opened.id, assignment_id: opened.assignment_id })
}

/** Brings the orders into the workshop whose event was lost or whose process stopped. */
export async function openInterruptedOrders(container: MedusaContainer, report: ReportOrder): Promise<void> {
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
  const waiting = ids.filter((one) => !open.has(one))
  const { data } = waiting.length
    ? await container.resolve(ContainerRegistrationKeys.QUERY).graph({
        entity: "order",
        fields: ["id", "display_id"],
        filters: { id: waiting },
      })
    : { data: [] }
  const sweep = await beginSweep(container, { task: "open-outside-orders" })
  for (const { id, display_id: number } of data) {
    await sweep.run(
      { id, order: number },
      () => openOutsideOrder(container, id),
      (error) => report({ order_id: id, number }, error),
    )
  }
}
