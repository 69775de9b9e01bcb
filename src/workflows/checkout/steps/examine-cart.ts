import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"

type CartToPlace = {
  id: string
  customer_id: string | null
  order?: { id: string } | null
  items: ({ variant?: { product?: { status?: string | null } | null } | null } | null)[]
  region?: { payment_providers?: ({ id: string; is_enabled: boolean } | null)[] | null } | null
}

/**
 * Looks at a cart that is to become an order. An order that the cart already is comes back with it.
 *
 * @throws cart_not_found, cart_empty, provider_unavailable, out_of_stock for what left the catalogue
 */
export const examineCartStep = createStep(
  "examine-cart",
  async (input: { cart_id: string; provider_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "customer_id",
        "order.id",
        "items.id",
        "items.variant.product.status",
        "region.payment_providers.id",
        "region.payment_providers.is_enabled",
      ],
      filters: { id: input.cart_id },
    })
    const cart = data[0] as CartToPlace | undefined
    if (!cart) {
      throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
    }
    const found = { order_id: cart.order?.id ?? null, customer_id: cart.customer_id }
    if (found.order_id) {
      return new StepResponse(found)
    }
    if (!cart.items.length) {
      throw shopError("cart_empty", "There is nothing in the cart.")
    }
    if (cart.items.some((item) => item?.variant?.product?.status !== "published")) {
      throw shopError("out_of_stock", "Something in the cart is no longer in the catalogue.")
    }
    const providers = cart.region?.payment_providers ?? []
    if (!providers.some((provider) => provider?.id === input.provider_id && provider.is_enabled)) {
      throw shopError("provider_unavailable", "This way to pay is not offered.")
    }
    return new StepResponse(found)
  },
)
