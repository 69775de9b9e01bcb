import type { UpdateCartWorkflowInputDTO } from "@medusajs/framework/types"
import type { CartAddress, DeliveryCart } from "../../../medusa-sql/delivery-cart"
import type { DeliveryPlan } from "../steps/plan-delivery"
import type { StoredDelivery } from "./apply-changes"

/**
 * The country of the address: that of the cart's address if the region has it, otherwise the first of the
 * region.
 */
function countryOf({ countries, shipping_address: known }: DeliveryCart): string {
  return countries.find((country) => country === known?.country_code) ?? countries[0] ?? ""
}

/** The shipping address of a cart, derived from its delivery. */
export type AddressOfDelivery = {
  first_name: string
  last_name: string
  phone: string
  address_1: string
  city: string
  country_code: string
  metadata: Record<string, unknown>
}

/** Recipient, phone and place of a delivery as fields of Medusa's address. */
export function recipientOf(
  delivery: Omit<StoredDelivery, "starts_at" | "ends_at">,
): Omit<AddressOfDelivery, "city" | "country_code"> {
  const [firstName, ...otherNames] = delivery.recipient_name?.split(" ") ?? []
  const goesOut = delivery.method !== "pickup"
  const hasLocation = goesOut && delivery.latitude !== null && delivery.longitude !== null
  const location = hasLocation ? { latitude: delivery.latitude, longitude: delivery.longitude } : null
  const address = delivery.address ?? (location && `${location.latitude}, ${location.longitude}`)
  return {
    first_name: firstName ?? "",
    last_name: otherNames.join(" "),
    phone: delivery.recipient_phone ?? "",
    address_1: (goesOut && address) || "",
    metadata: location ?? {},
  }
}

const addressOf = ({ delivery, city }: DeliveryPlan, country: string): AddressOfDelivery => ({
  ...recipientOf(delivery),
  city: city ?? "",
  country_code: country,
})

const LOCATION_KEYS = ["latitude", "longitude"]

function agrees(address: CartAddress, { metadata, ...wanted }: AddressOfDelivery): boolean {
  return (
    Object.entries(wanted).every(([field, value]) => address[field as keyof typeof wanted] === value) &&
    LOCATION_KEYS.every((key) => address.metadata?.[key] === metadata[key])
  )
}

/** The updates that make a cart match its delivery. The lists are empty if it already does. */
export type CartChanges = {
  carts: UpdateCartWorkflowInputDTO[]
  addresses: (AddressOfDelivery & { id: string })[]
}

/** Compares a cart with its delivery, and returns the necessary updates. */
export function cartOfDelivery({ cart, plan }: { cart: DeliveryCart; plan: DeliveryPlan }): CartChanges {
  const wanted = addressOf(plan, countryOf(cart))
  const known = cart.shipping_address
  const email = plan.email === undefined || plan.email === cart.email ? {} : { email: plan.email }
  if (!known) {
    return { carts: [{ id: cart.id, ...email, shipping_address: wanted }], addresses: [] }
  }
  // Medusa merges the metadata of an address; an empty string removes a key.
  const metadata = { latitude: "", longitude: "", ...wanted.metadata }
  return {
    carts: "email" in email ? [{ id: cart.id, ...email }] : [],
    addresses: agrees(known, wanted) ? [] : [{ id: known.id, ...wanted, metadata }],
  }
}
