import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { slotId } from "../../modules/delivery/slots"
import { TIME_ZONE } from "../../shop"
import { slotError } from "../delivery/rules/choose-slot"
import { missingFields } from "../delivery/rules/missing-fields"
import type { StockedLine } from "./lock-stock"

/** What is read of a cart that core is about to complete. */
export type CompletingCart = {
  id: string
  completed_at: string | Date | null
  items: StockedLine[]
  shipping_methods?: ({ shipping_option_id?: string | null } | null)[] | null
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
