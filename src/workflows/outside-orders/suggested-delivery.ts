import type { ShippingZone } from "../delivery/rules/zones"
import { readAddress, readName, readPhone } from "../delivery/rules/texts"
import type { DeliveryChanges } from "../delivery/types"
import type { OutsideOrder } from "./outside-order"

/** A value, unless the reader refuses it: staff enter it then. */
function accepted(read: (text: string) => string, text: string): string | undefined {
  try {
    return read(text)
  } catch {
    return undefined
  }
}

/**
 * The part of an order's delivery that Medusa knows: recipient and address, and the method and zone of its shipping
 * method, or of the only option.
 *
 * @param zones the options that serve the order; one if it has a shipping method
 */
export function suggestedDelivery(
  { shipping_address: address }: OutsideOrder,
  zones: ShippingZone[],
): Pick<DeliveryChanges, "method" | "shipping_option_id" | "recipient_name" | "recipient_phone" | "address"> {
  const join = (...texts: (string | null | undefined)[]) => texts.filter(Boolean).join(" ")
  const values = {
    recipient_name: accepted(readName, join(address?.first_name, address?.last_name)),
    recipient_phone: accepted(readPhone, address?.phone ?? ""),
    address: accepted(readAddress, join(address?.address_1, address?.address_2)),
    ...(zones.length === 1 ? { method: zones[0].method, shipping_option_id: zones[0].id } : {}),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
