import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { sellingPlace } from "../../selling-place"

/**
 * Where the bot sells, and the given cart if it can still be filled there. Throws shop_not_ready when the store
 * has no region or channel yet.
 */
export const findOpenCartStep = createStep(
  "find-open-cart",
  async (input: { cart_id: string | null }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const [{ region_id: regionId, sales_channel_id: channelId }, carts] = await Promise.all([
      sellingPlace(container),
      query.graph({
        entity: "cart",
        fields: ["id", "locale", "completed_at", "region_id", "sales_channel_id"],
        filters: { id: input.cart_id ?? "" },
      }),
    ])
    const cart = carts.data[0]
    const isOpen =
      cart && !cart.completed_at && cart.region_id === regionId && cart.sales_channel_id === channelId
    return new StepResponse({
      region_id: regionId,
      sales_channel_id: channelId,
      cart: isOpen ? { id: cart.id, locale: cart.locale ?? null } : null,
    })
  },
)
