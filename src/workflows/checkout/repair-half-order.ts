import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { linkDelivery, openAssignment } from "./open-order"

type HalfOrder = {
  items: { id: string }[]
  promotions?: ({ id: string } | null)[] | null
  payment_collections?:
    ({ id: string; payment_sessions?: ({ status: string } | null)[] | null } | null)[] | null
}

/** Payment session states that are set only after Medusa has done everything else for the order. */
const STARTED: string[] = [
  PaymentSessionStatus.AUTHORIZED,
  PaymentSessionStatus.CAPTURED,
  PaymentSessionStatus.PENDING_AUTHORIZATION,
]

/** Whether the order is complete. The assignment is created last, so its existence shows this. */
export async function isComplete(container: MedusaContainer, orderId: string): Promise<boolean> {
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  return (await workshop.listAssignments({ order_id: orderId }, { take: 1 })).length > 0
}

/**
 * Repairs an order whose completion was interrupted by a process crash, so that Medusa did not compensate it.
 * Nobody has been notified of the order. Call it while the cart is locked, so that no other process is
 * completing the cart.
 *
 * @returns true if the order was completed; false if it was deleted and the cart reopened
 */
export async function repairHalfOrder(
  container: MedusaContainer,
  cartId: string,
  orderId: string,
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "items.id",
      "promotions.id",
      "payment_collections.id",
      "payment_collections.payment_sessions.status",
    ],
    filters: { id: orderId },
  })
  const [found]: unknown[] = data
  const order = found as HalfOrder
  const sessions = order.payment_collections?.flatMap((one) => one?.payment_sessions ?? []) ?? []
  if (sessions.some((session) => session && STARTED.includes(session.status))) {
    const method = await linkDelivery(container, cartId, orderId)
    await openAssignment(container, orderId, method)
    return true
  }
  await deleteOrder(container, cartId, orderId, order)
  return false
}

/**
 * Deletes the order, its reservations and links, and reopens the cart. The order of the calls is that of
 * Medusa's compensation.
 */
async function deleteOrder(
  container: MedusaContainer,
  cartId: string,
  orderId: string,
  { items, promotions, payment_collections }: HalfOrder,
): Promise<void> {
  const order = { [Modules.ORDER]: { order_id: orderId } }
  await container.resolve(Modules.INVENTORY).deleteReservationItemsByLineItem(items.map(({ id }) => id))
  await container.resolve(Modules.CART).updateCarts([{ id: cartId, completed_at: null }])
  await container
    .resolve(ContainerRegistrationKeys.LINK)
    .dismiss([
      { ...order, [Modules.CART]: { cart_id: cartId } },
      ...(promotions ?? []).flatMap((one) =>
        one ? [{ ...order, [Modules.PROMOTION]: { promotion_id: one.id } }] : [],
      ),
      ...(payment_collections ?? []).flatMap((one) =>
        one ? [{ ...order, [Modules.PAYMENT]: { payment_collection_id: one.id } }] : [],
      ),
    ])
  await container.resolve(Modules.ORDER).deleteOrders([orderId])
}
