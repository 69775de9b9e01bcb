import type { OrderAddress } from "../../../medusa-sql/order-address"
import { chosenSlotId, withoutExpress, type SlotState } from "../../../modules/delivery/slots"
import type { DeliveryChanges } from "../types"
import { applyChanges, type StoredDelivery } from "./apply-changes"
import { recipientOf } from "./cart-of-delivery"
import { withPrice, withZone } from "./priced-option"
import { readPhone, TEXT_LIMITS } from "./texts"
import { choosable, type ShippingZone } from "./zones"

/**
 * Changes of a placed order's delivery by staff. Method and zone stay, because they decide the price. Another slot ends an
 * express delivery and an exact time.
 */
export type OrderDeliveryChanges = Omit<
  DeliveryChanges,
  "method" | "shipping_option_id" | "exact_time" | "email"
>

/** Another slot than the present one; the present one may be full or over. */
const withoutSameSlot = <Changes extends { slot_id?: string }>(
  current: StoredDelivery,
  { slot_id, ...changes }: Changes,
) => ({ ...changes, ...(slot_id === undefined || slot_id === chosenSlotId(current) ? {} : { slot_id }) })

/**
 * Applies staff's changes to the delivery of a placed order.
 *
 * @throws the errors of {@link applyChanges}
 */
export function applyOrderChanges(
  current: StoredDelivery,
  changes: OrderDeliveryChanges,
  slots: SlotState,
): StoredDelivery {
  const { shipping_option_id } = current
  const wanted = withoutSameSlot(current, changes)
  return { ...applyChanges(current, wanted, [], withoutExpress(slots)), shipping_option_id }
}

/**
 * Applies a shopper's changes to the delivery of a placed order. A new address may be in another zone, and another slot ends
 * the price of an express delivery or of an exact time.
 *
 * @param zones the order's shipping options with other prices of zones; without them the option stays
 * @throws the errors of {@link applyChanges} and {@link withPrice}
 */
export function applyOwnChanges(
  current: StoredDelivery,
  changes: OrderDeliveryChanges & Pick<DeliveryChanges, "shipping_option_id">,
  slots: SlotState,
  zones: ShippingZone[],
): StoredDelivery {
  const wanted: DeliveryChanges = withZone(withoutSameSlot(current, changes), zones)
  const present = withZone(current, zones)
  const open = withoutExpress(slots)
  const next = applyChanges(present, wanted, choosable(zones), open)
  if (!zones.length) {
    return { ...next, shipping_option_id: current.shipping_option_id }
  }
  // Without a location the shopper's choice decides, and by default the zone stays.
  return withPrice(
    { ...next, shipping_option_id: next.shipping_option_id ?? present.shipping_option_id },
    wanted,
    zones,
    open,
  )
}

const asText = (value: unknown) => (value instanceof Date ? value.toISOString() : value)

/** The fields in which two deliveries differ, with the new values. */
export function differences(current: StoredDelivery, next: StoredDelivery): Partial<StoredDelivery> {
  const changed = Object.entries(next).filter(
    ([field, value]) => asText(value) !== asText(current[field as keyof StoredDelivery]),
  )
  return Object.fromEntries(changed)
}

const PLACE = ["recipient_name", "recipient_phone", "address", "latitude", "longitude"]

/** Whether Medusa's shipping address shows one of the changed fields. */
export const concernsAddress = (changes: Partial<StoredDelivery>) =>
  Object.keys(changes).some((field) => PLACE.includes(field))

type Written = Omit<OrderAddress, "id" | "metadata">

const nameOf = ({ first_name, last_name }: Written) =>
  [first_name, last_name].filter(Boolean).join(" ").trim()

const clipped = (text: string, limit: number) => [...text.trim()].slice(0, limit).join("") || null

/** A phone number as Medusa has it. Staff may have written one that this shop does not accept. */
function phoneOf({ phone }: Written): string | null {
  try {
    return readPhone(phone ?? "")
  } catch {
    return clipped(phone ?? "", 40)
  }
}

/**
 * The changes that a delivery takes over from Medusa's shipping address: only what staff changed there.
 *
 * @param before Medusa's address before the change; null if it is unknown
 */
export function takenOver(
  delivery: StoredDelivery,
  before: OrderAddress | null,
  now: OrderAddress,
): Partial<StoredDelivery> {
  const old: Written = before ?? { ...recipientOf(delivery), address_2: null, city: now.city }
  const differ = (...fields: (keyof Written)[]) =>
    fields.some((field) => (old[field] ?? "").trim() !== (now[field] ?? "").trim())
  const place = [differ("city") ? now.city : null, now.address_1, now.address_2].filter(Boolean).join(", ")
  return {
    ...(differ("first_name", "last_name") ? { recipient_name: clipped(nameOf(now), TEXT_LIMITS.name) } : {}),
    ...(differ("phone") ? { recipient_phone: phoneOf(now) } : {}),
    ...(delivery.method === "delivery" && differ("address_1", "address_2", "city")
      ? // The old coordinates may be wrong now.
        {
          address: clipped(place, TEXT_LIMITS.address),
          latitude: null,
          longitude: null,
          ...(delivery.address_unknown ? { address_unknown: false } : {}),
        }
      : {}),
  }
}
