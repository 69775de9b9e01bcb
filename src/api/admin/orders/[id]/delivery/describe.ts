import type { MedusaContainer } from "@medusajs/framework/types"
import { parseSlotId, type DeliveryMethod } from "../../../../../modules/delivery/slots"
import { TIME_ZONE } from "../../../../../lib/shop"
import { addDays, dateAt } from "../../../../../modules/delivery/zoned-time"
import { listDeliverySlots } from "../../../../../workflows/delivery/list-delivery-slots"
import { readOrderDelivery } from "../../../../../workflows/delivery/read-order-delivery"

const DAYS = 14

/** The first days of the listed fortnights: the next one, and the one around the delivery's day if it is later. */
function firstDays(date: string | undefined): string[] {
  const today = dateAt(new Date(), TIME_ZONE)
  const later = date ? addDays(date, -DAYS / 2) : today
  const next = addDays(today, DAYS)
  return date && date >= next ? [today, later < next ? next : later] : [today]
}

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
      is_open && method
        ? firstDays(parseSlotId(delivery.slot_id ?? "")?.date).map((from) =>
            listDeliverySlots(container, { method, from, days: DAYS }),
          )
        : [],
    ),
  )
  return { ...read, slots: slots.flat().filter(({ available, express }) => available && !express) }
}
