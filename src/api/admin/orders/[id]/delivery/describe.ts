import type { MedusaContainer } from "@medusajs/framework/types"
import type { DeliveryMethod } from "../../../../../modules/delivery/slots"
import { listDeliverySlots } from "../../../../../workflows/delivery/list-delivery-slots"
import { readOrderDelivery } from "../../../../../workflows/delivery/read-order-delivery"

/**
 * Reads what a form for an order's delivery shows: the delivery, or what Medusa knows of it, the shipping options of an
 * order that is not in the workshop, and the free slots.
 *
 * @throws not_found
 */
export async function describeOrderDelivery(container: MedusaContainer, orderId: string) {
  const read = await readOrderDelivery(container, orderId)
  const { delivery, is_open, shipping_options: options } = read
  const offered = options.map(({ method }) => method)
  const methods = new Set(read.is_in_workshop ? [delivery.method] : offered)
  const slots = await Promise.all(
    [...methods].flatMap((method: DeliveryMethod | null) =>
      is_open && method ? listDeliverySlots(container, { method }) : [],
    ),
  )
  return { ...read, slots: slots.flat().filter(({ available }) => available) }
}
