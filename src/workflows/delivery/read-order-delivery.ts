import type { MedusaContainer } from "@medusajs/framework/types"
import { chosenSlotId } from "../../modules/delivery/slots"
import { assignmentOf } from "../assignment/of-order"
import { isDeliverable, readOutsideOrder, zonesOfOrder } from "../outside-orders/outside-order"
import { suggestedDelivery } from "../outside-orders/suggested-delivery"
import { deliveryOf } from "./of-order"
import { EMPTY_DELIVERY, storedPart, type StoredDelivery } from "./rules/apply-changes"

/** The stored fields of a delivery, with the slot as its id. */
export const viewOf = ({ date, window_id, ...fields }: StoredDelivery) => ({
  ...fields,
  slot_id: chosenSlotId({ date, window_id }),
})

/**
 * Reads the delivery of a placed order. For an order that is not in the workshop, reads what Medusa knows of it and the
 * shipping options to choose from.
 *
 * @returns `is_open`: whether it can be changed or entered
 * @throws not_found
 */
export async function readOrderDelivery(container: MedusaContainer, orderId: string) {
  const [delivery, assignment] = await Promise.all([
    deliveryOf(container, orderId),
    assignmentOf(container, orderId),
  ])
  if (delivery && assignment) {
    return {
      delivery: viewOf(storedPart(delivery)),
      shipping_options: [],
      is_in_workshop: true,
      is_open: !assignment.closed_at,
    }
  }
  const order = await readOutsideOrder(container, orderId)
  const isOpen = !assignment && isDeliverable(order)
  const zones = isOpen ? await zonesOfOrder(container, order) : []
  const known = delivery ? storedPart(delivery) : { ...EMPTY_DELIVERY, ...suggestedDelivery(order, zones) }
  return {
    delivery: viewOf(known),
    shipping_options: zones.map(({ id, name, method }) => ({ id, name, method })),
    is_in_workshop: false,
    is_open: isOpen,
  }
}
