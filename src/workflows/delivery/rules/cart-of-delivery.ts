import type { UpdateCartWorkflowInputDTO } from "@medusajs/framework/types"
import type { DeliveryCart } from "../steps/load-cart"
import type { DeliveryPlan } from "../steps/plan-delivery"

/** The shop delivers in its own country only. */
const COUNTRY = "uz"

/** The cart's own fields that follow from its delivery, as Medusa's steps take them. */
export function cartOfDelivery({
  cart,
  plan,
}: {
  cart: DeliveryCart
  plan: DeliveryPlan
}): UpdateCartWorkflowInputDTO[] {
  const { delivery } = plan
  const [firstName, ...otherNames] = delivery.recipient_name?.split(" ") ?? []
  const goesOut = delivery.method !== "pickup"
  const hasLocation = goesOut && delivery.latitude !== null && delivery.longitude !== null
  const location = hasLocation ? { latitude: delivery.latitude, longitude: delivery.longitude } : null
  const address = delivery.address ?? (location && `${location.latitude}, ${location.longitude}`)
  return [
    {
      id: cart.id,
      ...(plan.email === undefined ? {} : { email: plan.email }),
      shipping_address: {
        ...(cart.shipping_address ? { id: cart.shipping_address.id } : {}),
        first_name: firstName ?? "",
        last_name: otherNames.join(" "),
        phone: delivery.recipient_phone ?? "",
        address_1: (goesOut && address) || "",
        city: plan.city ?? "",
        country_code: COUNTRY,
        metadata: location ?? {},
      },
    },
  ]
}
