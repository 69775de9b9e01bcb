import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"
import { TELEGRAM_SALES_CHANNEL } from "../../../shop"

/**
 * Where the bot sells (default region and Telegram sales channel), and the given cart if it can still be
 * filled there. Throws shop_not_ready when the store has no such region or channel yet.
 */
export const findOpenCartStep = createStep(
  "find-open-cart",
  async (input: { cart_id: string | null }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const [stores, channels, carts] = await Promise.all([
      query.graph({ entity: "store", fields: ["default_region_id"] }),
      query.graph({ entity: "sales_channel", fields: ["id"], filters: { name: TELEGRAM_SALES_CHANNEL } }),
      query.graph({
        entity: "cart",
        fields: ["id", "locale", "completed_at", "region_id", "sales_channel_id"],
        filters: { id: input.cart_id ?? "" },
      }),
    ])
    const regionId = stores.data[0]?.default_region_id
    const channelId = channels.data[0]?.id
    if (!regionId || !channelId) {
      throw shopError(
        "shop_not_ready",
        `The store needs a default region and a sales channel named ${TELEGRAM_SALES_CHANNEL}.`,
        MedusaError.Types.UNEXPECTED_STATE,
      )
    }
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
