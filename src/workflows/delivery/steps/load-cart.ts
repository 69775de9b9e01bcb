import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"

/** What the delivery needs to know of its cart. */
export type DeliveryCart = {
  id: string
  email: string | null
  completed_at: string | Date | null
  shipping_address: { id: string; country_code: string | null } | null
  shipping_methods: { id: string; shipping_option_id: string | null }[]
}

/** Finds the cart; throws cart_not_found, and cart_completed if it is to be changed but was ordered. */
export const loadCartStep = createStep(
  "load-cart",
  async (input: { cart_id: string; to_change: boolean }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "email",
        "completed_at",
        "shipping_address.id",
        "shipping_address.country_code",
        "shipping_methods.id",
        "shipping_methods.shipping_option_id",
      ],
      filters: { id: input.cart_id },
    })
    const cart = data[0] as DeliveryCart | undefined
    if (!cart) {
      throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
    }
    if (input.to_change && cart.completed_at) {
      throw shopError("cart_completed", "This cart is an order already.")
    }
    return new StepResponse(cart)
  },
)
