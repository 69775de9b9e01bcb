import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { deleteReservationsByLineItemsWorkflow } from "@medusajs/medusa/core-flows"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { returnPromotions } from "../promotion/return-promotions"
import { isAdmitted } from "./admit-order"
import { linkDelivery, openAssignment } from "./open-order"

type HalfOrder = {
  total: number
  metadata?: Record<string, unknown> | null
  items: { id: string; variant?: { manage_inventory: boolean } | null }[]
  promotions?: ({ id: string } | null)[] | null
  payment_collections?:
    | ({
        id: string
        payment_sessions?: ({ status: string } | null)[] | null
        payments?: ({ canceled_at: string | Date | null } | null)[] | null
      } | null)[]
    | null
}

/** Payment session states that are set only after Medusa has done everything else for the order. */
const STARTED: string[] = [
  PaymentSessionStatus.AUTHORIZED,
  PaymentSessionStatus.CAPTURED,
  PaymentSessionStatus.PENDING_AUTHORIZATION,
]

/** Key in the metadata of an order that was canceled because its process stopped while it placed the order. */
export const INTERRUPTED = "guldasta_placing_interrupted"

/** Whether the order is complete. The assignment is created last, so its existence shows this. */
export async function isComplete(container: MedusaContainer, orderId: string): Promise<boolean> {
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  return (await workshop.listAssignments({ order_id: orderId }, { take: 1 })).length > 0
}

/**
 * Repairs an order whose completion was interrupted by a process crash, so that Medusa did not compensate it.
 * Nobody has been notified of the order. Call it while the cart is locked, so that no other process is
 * completing the cart. An order that this shop has not admitted stays as it is.
 *
 * @returns `completed` if the order is whole now; `canceled` if the order was canceled and its cart reopened; `foreign`
 * if the order is not one of this shop
 */
export async function repairHalfOrder(
  container: MedusaContainer,
  cartId: string,
  orderId: string,
): Promise<"completed" | "canceled" | "foreign"> {
  if (!(await isAdmitted(container, cartId))) {
    return "foreign"
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "total",
      "metadata",
      "items.id",
      "items.variant.manage_inventory",
      "promotions.id",
      "payment_collections.id",
      "payment_collections.payment_sessions.status",
      "payment_collections.payments.canceled_at",
    ],
    filters: { id: orderId },
  })
  const [found]: unknown[] = data
  const order = found as HalfOrder
  if (isPaymentStarted(order) || (Number(order.total) === 0 && (await isStockReserved(container, order)))) {
    const method = await linkDelivery(container, cartId, orderId)
    await openAssignment(container, orderId, method)
    return "completed"
  }
  await cancelOrder(container, cartId, orderId, order)
  return "canceled"
}

function isPaymentStarted({ payment_collections }: HalfOrder): boolean {
  return (payment_collections ?? []).some(
    (collection) =>
      collection?.payment_sessions?.some((session) => session && STARTED.includes(session.status)) ||
      collection?.payments?.some((payment) => payment && !payment.canceled_at),
  )
}

/** Whether Medusa has reserved the stock of all lines. A free order has no payment that would show it. */
async function isStockReserved(container: MedusaContainer, { items }: HalfOrder): Promise<boolean> {
  const counted = items.filter(({ variant }) => variant?.manage_inventory).map(({ id }) => id)
  const reservations = await container
    .resolve(Modules.INVENTORY)
    .listReservationItems({ line_item_id: counted }, { select: ["line_item_id"], take: null })
  const reserved = new Set(reservations.map(({ line_item_id }) => line_item_id))
  return counted.every((id) => reserved.has(id))
}

/**
 * Cancels the order, deletes its reservations, and reopens its cart, which gets a new order when it is completed again.
 * The order stays in Medusa, so that staff can see what happened.
 */
async function cancelOrder(
  container: MedusaContainer,
  cartId: string,
  orderId: string,
  order: HalfOrder,
): Promise<void> {
  const { items, promotions, payment_collections, metadata } = order
  const orders = container.resolve(Modules.ORDER)
  await orders.updateOrders([{ id: orderId, metadata: { ...metadata, [INTERRUPTED]: true } }])
  if (await isStockReserved(container, order)) {
    // Core counts the uses of promotions while it reserves the stock. The new order counts them again.
    await returnPromotions(container, orderId)
  }
  const ofOrder = { [Modules.ORDER]: { order_id: orderId } }
  await deleteReservationsByLineItemsWorkflow(container).run({ input: { ids: items.map(({ id }) => id) } })
  await orders.cancel([orderId])
  await container.resolve(Modules.CART).updateCarts([{ id: cartId, completed_at: null }])
  // Last, because the link is how the next run finds the order.
  await container
    .resolve(ContainerRegistrationKeys.LINK)
    .dismiss([
      ...(promotions ?? []).flatMap((one) =>
        one ? [{ ...ofOrder, [Modules.PROMOTION]: { promotion_id: one.id } }] : [],
      ),
      ...(payment_collections ?? []).flatMap((one) =>
        one ? [{ ...ofOrder, [Modules.PAYMENT]: { payment_collection_id: one.id } }] : [],
      ),
      { ...ofOrder, [Modules.CART]: { cart_id: cartId } },
    ])
}
