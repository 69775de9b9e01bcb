import { chosenSlotId, type SlotState } from "../../../modules/delivery/slots"
import type { CartDeliveryView } from "../types"
import type { StoredDelivery } from "./apply-changes"
import { slotAsChosen } from "./choose-slot"
import { missingFields } from "./missing-fields"
import { choosable, variantOf, type ShippingZone } from "./zones"

/**
 * A delivery as the API and the bot show it. An unavailable slot or shipping option counts as missing, so
 * that the shopper is asked again.
 *
 * @param stored with its zone as shipping option
 * @param booked whether the slot is already booked for this delivery
 */
export function deliveryView(
  stored: StoredDelivery,
  email: string | null,
  zones: ShippingZone[],
  slots: SlotState,
  booked: boolean,
): CartDeliveryView {
  const {
    date: _date,
    window_id: _window,
    starts_at: _starts,
    ends_at: _ends,
    express: _express,
    ...fields
  } = stored
  const slot = slotAsChosen(stored, slots)
  const chosenId = chosenSlotId(stored)
  const offered = choosable(zones).some(
    (zone) => zone.id === stored.shipping_option_id && zone.method === stored.method,
  )
  return {
    delivery: { ...fields, slot_id: chosenId, slot, email },
    missing: missingFields({
      ...fields,
      shipping_option_id: booked || offered ? fields.shipping_option_id : null,
      slot_id: booked || slot?.available ? chosenId : null,
    }),
    shipping_options: choosable(zones).map(({ id, name, amount, method, max_km }) => ({
      ...{ id, name, amount, method, max_km },
      express_amount: variantOf(zones, "express", id)?.amount ?? null,
      exact_time_amount: variantOf(zones, "exact_time", id)?.amount ?? null,
      chosen: id === stored.shipping_option_id,
    })),
  }
}
