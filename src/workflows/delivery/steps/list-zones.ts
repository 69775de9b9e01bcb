import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { zonesFor } from "../zone-cache"
import type { DeliveryCart } from "../../../medusa-sql/delivery-cart"

/** Lists the shipping options that Medusa offers to the cart, with prices. */
export const listZonesStep = createStep(
  "list-zones",
  async (input: { cart: DeliveryCart }, { container }) =>
    new StepResponse(await zonesFor(container, input.cart)),
)
