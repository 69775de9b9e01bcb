import { updateOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { readOrderAddresses, type OrderAddress } from "../../medusa-sql/order-address"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { assignmentOf } from "../assignment/of-order"
import { deliveryOf } from "./of-order"
import { recipientOf } from "./rules/cart-of-delivery"
import { storedPart } from "./rules/apply-changes"

/** Times in s: how long a caller waits for the lock, and after which a lock ends whose process died. */
const LOCK = { timeout: 30, expire: 120 }

/**
 * Runs an action while nobody else writes the shipping address of an order. Each writer changes a part of the address and
 * needs the other parts unchanged. Code that holds the lock of the order's assignment does not wait for this lock.
 *
 * @throws if the lock is not free within 30 s
 */
export const withAddressLock = <Result>(
  container: MedusaContainer,
  orderId: string,
  act: () => Promise<Result>,
): Promise<Result> => container.resolve(Modules.LOCKING).execute([`delivery-change:${orderId}`], act, LOCK)

type Options = { user_id?: string; before?: Date }

/**
 * Ends a change of a placed order's delivery: writes Medusa's shipping address if it is older than the delivery, and gives the
 * workshop the method that the delivery has now.
 * Idempotent; the request that changes the delivery calls it, and a sweep if its process died.
 *
 * @param options.before only ends changes that began before this time
 * @returns whether there was a change to end
 */
export const finishDeliveryChange = (
  container: MedusaContainer,
  orderId: string,
  options: Options = {},
): Promise<boolean> => withAddressLock(container, orderId, () => finishLocked(container, orderId, options))

/** {@link finishDeliveryChange} for code that holds the lock of the address. */
export async function finishLocked(
  container: MedusaContainer,
  orderId: string,
  { user_id = "", before }: Options = {},
): Promise<boolean> {
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const delivery = await deliveryOf(container, orderId)
  if (!delivery?.changed_at || (before && delivery.changed_at >= before)) {
    return false
  }
  const order = await readOrderAddresses(container, orderId, null)
  if (delivery.address_id === null && order?.status !== "canceled") {
    const wanted = recipientOf(storedPart(delivery))
    if (!order?.now || !agrees(order.now, wanted)) {
      await updateOrderWorkflow(container).run({
        input: {
          id: orderId,
          user_id,
          shipping_address: {
            ...wanted,
            address_2: "",
            metadata: { ...otherMetadata(order?.now), ...wanted.metadata },
          },
        },
      })
    }
    const written = await readOrderAddresses(container, orderId, null)
    await service.updateDeliveries({ id: delivery.id, address_id: written?.now?.id ?? null })
  }
  const assignment = await assignmentOf(container, orderId)
  if (assignment && delivery.method && assignment.method !== delivery.method) {
    const { id } = assignment
    await container
      .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      .updateAssignments({ id, method: delivery.method })
  }
  await service.endChange(delivery.id, delivery.changed_at)
  return true
}

function otherMetadata(address: OrderAddress | null | undefined): Record<string, unknown> {
  const { latitude: _latitude, longitude: _longitude, ...metadata } = address?.metadata ?? {}
  return metadata
}

const FIELDS = ["first_name", "last_name", "phone", "address_1"] as const

const agrees = (address: OrderAddress, wanted: ReturnType<typeof recipientOf>) =>
  FIELDS.every((field) => (address[field] ?? "") === wanted[field]) &&
  !address.address_2 &&
  ["latitude", "longitude"].every(
    (key) => (address.metadata?.[key] ?? null) === (wanted.metadata[key] ?? null),
  )
