import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CartChanges } from "../rules/cart-of-delivery"
import type { CartAddress, DeliveryCart } from "../../../medusa-sql/delivery-cart"

type Input = { cart: DeliveryCart; changes: CartChanges }

/** What of an address a delivery writes, as it was; nothing is an empty text, as Medusa's carts take it. */
function restored({
  id,
  first_name,
  last_name,
  phone,
  address_1,
  city,
  country_code,
  metadata,
}: CartAddress) {
  return {
    id,
    first_name: first_name ?? "",
    last_name: last_name ?? "",
    phone: phone ?? "",
    address_1: address_1 ?? "",
    city: city ?? "",
    country_code: country_code ?? "",
    metadata: { latitude: "", longitude: "", ...metadata },
  }
}

/** Writes the address that the cart has already, without touching the cart itself. */
export const updateAddressStep = createStep(
  "update-address",
  async ({ cart, changes }: Input, { container }) => {
    if (!changes.addresses.length) {
      return new StepResponse(null, null)
    }
    await container.resolve(Modules.CART).updateAddresses(changes.addresses)
    return new StepResponse(null, cart.shipping_address)
  },
  async (before, { container }) => {
    if (before) {
      await container.resolve(Modules.CART).updateAddresses([restored(before)])
    }
  },
)
