import type { MedusaContainer } from "@medusajs/framework/types"
import { deleteAbandonedCarts } from "../../medusa-sql/abandoned-carts"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { isCartOfAccount } from "../../modules/telegram/statements"
import { operationSettingsOf } from "../settings"
import { ownChannels } from "../shop-scope"

/** Deletes the shop's carts that nobody ordered and nobody has changed for the configured days, with their deliveries. */
export async function forgetCarts(container: MedusaContainer): Promise<void> {
  const { cartDays: days } = operationSettingsOf(container)
  if (days === 0) {
    return
  }
  const delivery = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const channels = await ownChannels(container)
  for await (const carts of deleteAbandonedCarts(container, {
    days,
    channels,
    isKept: isCartOfAccount("cart.id"),
  })) {
    if (carts.length) {
      await delivery.deleteDeliveries({ cart_id: carts, order_id: null })
    }
  }
}
