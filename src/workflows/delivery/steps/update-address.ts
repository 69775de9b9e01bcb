import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CartChanges } from "../rules/cart-of-delivery"
import type { CartAddress, DeliveryCart } from "../../../medusa-sql/delivery-cart"

type Input = { cart: DeliveryCart; changes: CartChanges }

/**
 * The previous values of the fields that a delivery writes. Empty strings replace null, as Medusa requires.
 */
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

/** Updates the cart's existing address without updating the cart. */
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
