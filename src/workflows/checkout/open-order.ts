import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import { shopError } from "../../errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryMethod } from "../../modules/delivery/slots"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { settingsOf } from "../settings"

type NewOrder = {
  display_id: number
  payment_collections?: ({ payment_sessions?: ({ status: string } | null)[] | null } | null)[] | null
}

/** From here on the cart's delivery is the order's. */
export async function linkDelivery(
  container: MedusaContainer,
  cartId: string,
  orderId: string,
): Promise<DeliveryMethod> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const [delivery] = await service.listDeliveries({ cart_id: cartId }, { take: 1 })
  if (!delivery?.method) {
    throw shopError("delivery_missing", "The cart has no delivery.", MedusaError.Types.UNEXPECTED_STATE)
  }
  await service.updateDeliveries({ id: delivery.id, order_id: orderId })
  return delivery.method
}

/**
 * Opens the order's way through the workshop: offered at once, unless money is still to come.
 *
 * @returns whether the order waits for its payment
 */
export async function openAssignment(
  container: MedusaContainer,
  orderId: string,
  method: DeliveryMethod,
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["display_id", "payment_collections.payment_sessions.status"],
    filters: { id: orderId },
  })
  const [found]: unknown[] = data
  const order = found as NewOrder
  const sessions =
    order.payment_collections?.flatMap((collection) => collection?.payment_sessions ?? []) ?? []
  const awaits = sessions.some((session) => session?.status === PaymentSessionStatus.PENDING_AUTHORIZATION)
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  await workshop.openAssignment({
    order_id: orderId,
    display_id: order.display_id,
    method,
    ...(awaits
      ? { status: "awaiting_payment", payment_due_at: minutesFromNow(settingsOf(container).paymentMinutes) }
      : { status: "offered" }),
    actor: { type: "system" },
  })
  return awaits
}

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000)

/** Takes back what was opened for an order whose completion failed after all. */
export async function undoOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  const [assignment] = await workshop.listAssignments({ order_id: orderId }, { take: 1 })
  if (assignment) {
    await workshop.deleteTransitions({ assignment_id: assignment.id })
    await workshop.deleteAssignments(assignment.id)
  }
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const [delivery] = await service.listDeliveries({ order_id: orderId }, { take: 1 })
  if (delivery) {
    await service.updateDeliveries({ id: delivery.id, order_id: null })
  }
}
