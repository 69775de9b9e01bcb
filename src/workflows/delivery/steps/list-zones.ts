import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { servingAll } from "../rules/shipping-profiles"
import { zonesFor } from "../zone-cache"
import type { DeliveryCart } from "../../../medusa-sql/delivery-cart"

/** Lists the shipping options that Medusa offers to the cart and that serve all its products, with prices. */
export const listZonesStep = createStep(
  "list-zones",
  async (input: { cart: DeliveryCart }, { container }) =>
    new StepResponse(servingAll(await zonesFor(container, input.cart), input.cart.profiles)),
)
