import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"

/** What the delivery needs to know of its cart. */
export type DeliveryCart = {
  id: string
  email: string | null
  completed_at: string | Date | null
  sales_channel_id: string | null
  region_id: string | null
  region: { countries?: { iso_2: string }[] | null } | null
  currency_code: string
  locale: string | null
  shipping_address: CartAddress | null
  shipping_methods: { id: string; shipping_option_id: string | null }[]
}

export type CartAddress = {
  id: string
  first_name: string | null
  last_name: string | null
  phone: string | null
  address_1: string | null
  city: string | null
  country_code: string | null
  province: string | null
  postal_code: string | null
  metadata: Record<string, unknown> | null
}

const FIELDS = [
  "id",
  "email",
  "completed_at",
  "sales_channel_id",
  "region_id",
  "region.countries.iso_2",
  "currency_code",
  "locale",
  "shipping_address.*",
  "shipping_methods.id",
  "shipping_methods.shipping_option_id",
]

/** Finds the cart; throws cart_not_found, and cart_completed if it is to be changed but was ordered. */
export const loadCartStep = createStep(
  "load-cart",
  async (input: { cart_id: string; to_change: boolean }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id: input.cart_id } })
    const [found]: unknown[] = data
    const cart = found as DeliveryCart | undefined
    if (!cart) {
      throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
    }
    if (input.to_change && cart.completed_at) {
      throw shopError("cart_completed", "This cart is an order already.")
    }
    return new StepResponse(cart)
  },
)
