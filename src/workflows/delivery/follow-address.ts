import type { MedusaContainer } from "@medusajs/framework/types"
import { readOrderAddresses } from "../../medusa-sql/order-address"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { finishDeliveryChange } from "./finish-delivery-change"
import { storedPart } from "./rules/apply-changes"
import { differences, takenOver } from "./rules/order-delivery"
import { saveOrderDelivery, withOpenDelivery } from "./save-order-delivery"

/**
 * Takes a change of Medusa's shipping address over into the delivery of an open order: staff changed recipient, phone
 * or address on Medusa's own order page, or over the Admin API. Idempotent.
 */
export async function followAddress(container: MedusaContainer, orderId: string): Promise<void> {
  if (await takeOverAddress(container, orderId)) {
    await finishDeliveryChange(container, orderId)
  }
}

/**
 * Takes a change of Medusa's shipping address over into the delivery. {@link followAddress} then ends the change. Code that
 * holds the lock of the address calls only this part.
 *
 * @returns whether the delivery has changed
 */
export function takeOverAddress(container: MedusaContainer, orderId: string): Promise<boolean> {
  return withOpenDelivery(container, orderId, async (assignment, delivery) => {
    if (!assignment || assignment.closed_at || !delivery) {
      return false
    }
    const order = await readOrderAddresses(container, orderId, delivery.address_id)
    const isWrittenNow = delivery.address_id === null && delivery.changed_at !== null
    if (!order?.now || order.now.id === delivery.address_id || isWrittenNow) {
      return false
    }
    const current = storedPart(delivery)
    const changes =
      delivery.address_id === null
        ? {}
        : differences(current, { ...current, ...takenOver(current, order.before, order.now) })
    if (!Object.keys(changes).length) {
      await container
        .resolve<DeliveryModuleService>(DELIVERY_MODULE)
        .updateDeliveries({ id: delivery.id, address_id: order.now.id })
      return false
    }
    await saveOrderDelivery(container, {
      assignment,
      delivery,
      changes,
      actor: { type: "medusa", user_id: order.changed_by },
      address_id: order.now.id,
    })
    return true
  })
}
