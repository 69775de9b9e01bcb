import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { shopError } from "../../errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { slotId } from "../../modules/delivery/slots"
import { TIME_ZONE } from "../../shop"
import { countedItems, scarceItems, withFreshLevels, type DemandLine } from "../cart/rules/stock-demand"
import { slotError } from "../delivery/rules/choose-slot"
import { missingFields } from "../delivery/rules/missing-fields"

/** What is read of a cart that core is about to complete. */
export type CompletingCart = {
  id: string
  completed_at: string | Date | null
  sales_channel_id: string
  items: DemandLine[]
  shipping_methods?: ({ shipping_option_id?: string | null } | null)[] | null
}

/**
 * Sees that the stems of all lines together are there, with nobody else ordering them at the same time: call
 * it with the stock locked.
 *
 * @throws out_of_stock
 */
export async function checkOrderStock(container: MedusaContainer, cart: CompletingCart): Promise<void> {
  const itemIds = countedItems(cart.items)
  const levels = itemIds.length
    ? await container
        .resolve(Modules.INVENTORY)
        .listInventoryLevels({ inventory_item_id: itemIds }, { take: null })
    : []
  if (scarceItems(withFreshLevels(cart.items, levels), cart.sales_channel_id).length) {
    throw shopError("out_of_stock", "There is not enough in stock for this order.")
  }
}

/** The cart's delivery, all told. @throws delivery_missing */
export async function checkDelivery(
  container: MedusaContainer,
  cart: CompletingCart,
): Promise<DeliveryRecord> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const [delivery] = await service.listDeliveries({ cart_id: cart.id }, { take: 1 })
  if (!delivery) {
    throw shopError(
      "delivery_missing",
      "The cart has no delivery: tell it with POST /store/carts/:id/delivery.",
    )
  }
  const { date, window_id: windowId } = delivery
  const missing = missingFields({ ...delivery, slot_id: date && windowId ? slotId(date, windowId) : null })
  if (missing.length) {
    throw shopError("delivery_missing", `The delivery lacks: ${missing.join(", ")}.`)
  }
  if (!cart.shipping_methods?.some((method) => method?.shipping_option_id === delivery.shipping_option_id)) {
    throw shopError("delivery_missing", "The cart's shipping method is not the one of its delivery.")
  }
  return delivery
}

/**
 * Takes the delivery's place in its slot.
 *
 * @returns false when its order holds the place already
 * @throws slot_full, slot_cut_off, slot_closed, invalid_slot when the window is no more
 */
export async function bookSlot(container: MedusaContainer, deliveryId: string): Promise<boolean> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const outcome = await service.book({ delivery_id: deliveryId, now: new Date(), timeZone: TIME_ZONE })
  if (outcome === "gone") {
    throw shopError("invalid_slot", "There is no such delivery slot any more.")
  }
  if (outcome === "full" || outcome === "cut_off" || outcome === "closed") {
    throw slotError(outcome)
  }
  return outcome === "booked"
}
