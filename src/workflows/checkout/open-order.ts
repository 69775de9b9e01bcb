import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { ShowcaseEvents } from "../../lib/events"
import { addressIdOf } from "../../medusa-sql/conditions"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryMethod } from "../../modules/delivery/slots"
import type { OrderedBouquet } from "../../modules/showcase/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { beforeOfferWorkflow } from "../assignment/before-offer"
import { deliveryOf } from "../delivery/of-order"
import { attachToOrder } from "../payment/order-payment/attach-to-order"
import { settingsOf } from "../settings"
import { bouquetsOfOrder } from "../showcase/follow-orders"
import { KEEPERS } from "../stock/record-document"

type NewOrder = {
  display_id: number
  payment_collections?: ({ payment_sessions?: ({ status: string } | null)[] | null } | null)[] | null
}

/** Data of a new order. */
export type OpenedOrder = {
  display_id: number
  /** Whether the order waits for its payment. */
  is_awaited: boolean
}

/**
 * Links the cart's delivery to the order.
 *
 * @returns the delivery method
 * @throws delivery_missing
 */
export async function linkDelivery(
  container: MedusaContainer,
  cartId: string,
  orderId: string,
): Promise<DeliveryMethod> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const method = await service.linkOrder({
    cart_id: cartId,
    order_id: orderId,
    address_of: addressIdOf("?"),
  })
  if (!method) {
    throw shopError("delivery_missing", "The cart has no delivery.", MedusaError.Types.UNEXPECTED_STATE)
  }
  return method
}

async function readNewOrder(container: MedusaContainer, orderId: string): Promise<OpenedOrder> {
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
  const isAwaited = sessions.some((session) => session?.status === PaymentSessionStatus.PENDING_AUTHORIZATION)
  return { display_id: order.display_id, is_awaited: isAwaited }
}

/**
 * Creates the order's assignment. Its first status is `offered`, or `awaiting_payment` if the payment is not
 * complete.
 *
 * @param options `known`: data of the order, if the caller has it; otherwise it is read. `reopened_at`: when the round begins,
 * if other goods of the order were shipped before
 * @returns whether the order waits for its payment
 */
export async function openAssignment(
  container: MedusaContainer,
  orderId: string,
  method: DeliveryMethod,
  { known, reopened_at }: { known?: OpenedOrder; reopened_at?: Date } = {},
): Promise<boolean> {
  const { display_id, is_awaited } = known ?? (await readNewOrder(container, orderId))
  if (!is_awaited) {
    // Not `runAsStep`: Medusa's hook handler and the repair of an order call this function too. Its callers undo the
    // order if the hook throws.
    await beforeOfferWorkflow(container).run({ input: { order_id: orderId } })
  }
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  const bouquets = await bouquetsOfOrder(container, orderId)
  await workshop.openAssignment({
    order_id: orderId,
    display_id,
    method,
    first_florist_id: await makerOf(container, bouquets),
    ...(reopened_at ? { reopened_at } : {}),
    ...(is_awaited
      ? { status: "awaiting_payment", payment_due_at: minutesFromNow(settingsOf(container).paymentMinutes) }
      : { status: "offered" }),
    actor: { type: "system" },
  })
  if (bouquets.length) {
    const data = { ids: bouquets.map(({ id }) => id) }
    await container.resolve(Modules.EVENT_BUS).emit({ name: ShowcaseEvents.ORDERED, data })
  }
  return is_awaited
}

/** The staff member who made the first bouquet of the showcase in an order, and can accept the order. */
async function makerOf(container: MedusaContainer, bouquets: OrderedBouquet[]): Promise<string | undefined> {
  const ids = bouquets.flatMap(({ member_id }) => member_id ?? [])
  const makers = ids.length
    ? await container
        .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
        .listStaffMembers({ id: ids, active: true, role: [...KEEPERS] }, { take: null })
    : []
  return ids.find((id) => makers.some((maker) => maker.id === id))
}

/**
 * Last part of placing an order: links the delivery, creates the assignment, and attaches an awaited payment
 * to the order. Undoes everything if it fails.
 */
export async function openOrder(
  container: MedusaContainer,
  { cart_id, order_id }: { cart_id: string; order_id: string },
  known?: OpenedOrder,
): Promise<void> {
  try {
    const method = await linkDelivery(container, cart_id, order_id)
    if (await openAssignment(container, order_id, method, { known })) {
      await attachToOrder(container, order_id)
    }
  } catch (error) {
    await undoOrder(container, order_id)
    throw error
  }
}

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000)

/**
 * Undoes {@link openOrder} for an order whose completion failed: deletes the assignment and unlinks the
 * delivery.
 */
export async function undoOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const workshop: WorkshopModuleService = container.resolve(WORKSHOP_MODULE)
  const [assignment] = await workshop.listAssignments({ order_id: orderId }, { take: 1 })
  if (assignment) {
    await workshop.deleteTransitions({ assignment_id: assignment.id })
    await workshop.deleteAssignments(assignment.id)
  }
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const delivery = await deliveryOf(container, orderId)
  if (delivery) {
    await service.updateDeliveries({ id: delivery.id, order_id: null })
  }
}
