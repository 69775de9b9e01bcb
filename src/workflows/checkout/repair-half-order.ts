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

/** Once its payment is under way, all that Medusa does for an order has been done. */
const UNDER_WAY: string[] = [
  PaymentSessionStatus.AUTHORIZED,
  PaymentSessionStatus.CAPTURED,
  PaymentSessionStatus.PENDING_AUTHORIZATION,
]

/** The last thing that is done for an order is to open its way through the workshop. */
export async function isWhole(container: MedusaContainer, orderId: string): Promise<boolean> {
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  return (await workshop.listAssignments({ order_id: orderId }, { take: 1 })).length > 0
}

/**
 * Resolves an order whose completion was broken off by the end of its process: nobody has been told of it, and
 * Medusa, which undoes what fails, was not there to undo it. Call it under the cart's lock, so that nobody is
 * still completing the cart.
 *
 * @returns true when the order is whole now; false when it was taken back, and its cart is a cart again
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
  if (sessions.some((session) => session && UNDER_WAY.includes(session.status))) {
    const method = await linkDelivery(container, cartId, orderId)
    await openAssignment(container, orderId, method)
    return true
  }
  await takeBack(container, cartId, orderId, order)
  return false
}

/** What Medusa's own steps would have undone, in their order. */
async function takeBack(
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
