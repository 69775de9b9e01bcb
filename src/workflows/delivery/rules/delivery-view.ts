import { slotId } from "../../../modules/delivery/slots"
import type { CartDeliveryView } from "../types"
import type { StoredDelivery } from "./apply-changes"
import { slotAsChosen, type SlotBook } from "./choose-slot"
import { missingFields } from "./missing-fields"
import type { ShippingZone } from "./zones"

/**
 * A delivery as shoppers and integrators see it. A slot or an option that can no longer be had counts as
 * missing, so that it is asked for again.
 *
 * @param booked true once the slot's place is the delivery's own
 */
export function deliveryView(
  stored: StoredDelivery,
  email: string | null,
  zones: ShippingZone[],
  book: SlotBook,
  booked: boolean,
): CartDeliveryView {
  const { date, window_id: windowId, starts_at: _starts, ends_at: _ends, ...told } = stored
  const slot = slotAsChosen(stored, book)
  const chosenId = date && windowId ? slotId(date, windowId) : null
  const offered = zones.some((zone) => zone.id === stored.shipping_option_id && zone.method === stored.method)
  return {
    delivery: { ...told, slot_id: chosenId, slot, email },
    missing: missingFields({
      ...told,
      shipping_option_id: booked || offered ? told.shipping_option_id : null,
      slot_id: booked || slot?.available ? chosenId : null,
    }),
    shipping_options: zones.map(({ origin: _origin, city: _city, ...zone }) => ({
      ...zone,
      chosen: zone.id === stored.shipping_option_id,
    })),
  }
}
