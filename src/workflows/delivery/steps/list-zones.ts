import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { zonesFor } from "../zone-book"
import type { DeliveryCart } from "../../../medusa-sql/delivery-cart"

/** The shipping options that the cart may have, with their prices. */
export const listZonesStep = createStep(
  "list-zones",
  async (input: { cart: DeliveryCart }, { container }) =>
    new StepResponse(await zonesFor(container, input.cart)),
)
