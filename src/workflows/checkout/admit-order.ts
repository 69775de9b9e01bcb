import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { slotId } from "../../modules/delivery/slots"
import { TIME_ZONE } from "../../lib/shop"
import { slotError } from "../delivery/rules/choose-slot"
import { missingFields } from "../delivery/rules/missing-fields"
import type { LineDemand } from "../hold/rules"
import { fitHold, holdForOrder } from "../hold/take-hold"
import type { DeliveryToPlace } from "./cart-to-place"
import { lockStock, unlockStock } from "./lock-stock"

/** A cart that is about to become an order, and what of it is known already. */
export type Candidate = {
  cart_id: string
  /** The inventory items that it takes from stock. */
  item_ids: string[]
  delivery: DeliveryToPlace | null
  /** Of its shipping methods. */
  shipping_option_ids: (string | null | undefined)[]
  /** What its lines need held; read when left out. */
  demand?: LineDemand[]
}

/** What is to be undone when the order does not come to be after all. */
export type Admission = { cart_id: string; item_ids: string[]; delivery_id?: string }

const service = (container: MedusaContainer) => container.resolve<DeliveryModuleService>(DELIVERY_MODULE)

export async function findDelivery(
  container: MedusaContainer,
  cartId: string,
): Promise<DeliveryToPlace | null> {
  const [delivery] = await service(container).listDeliveries({ cart_id: cartId }, { take: 1 })
  return delivery ?? null
}

/** The cart's delivery, all told. @throws delivery_missing */
function checkDelivery({ delivery, shipping_option_ids: options }: Candidate): DeliveryToPlace {
  if (!delivery) {
    throw shopError(
      "delivery_missing",
      "The cart has no delivery: set it with POST /store/carts/:id/delivery.",
    )
  }
  const { date, window_id: windowId } = delivery
  const missing = missingFields({ ...delivery, slot_id: date && windowId ? slotId(date, windowId) : null })
  if (missing.length) {
    throw shopError("delivery_missing", `The delivery has no value for: ${missing.join(", ")}.`)
  }
  if (!options.includes(delivery.shipping_option_id)) {
    throw shopError("delivery_missing", "The cart's shipping method does not match its delivery.")
  }
  return delivery
}

/**
 * Takes the delivery's place in its slot.
 *
 * @returns false when its order holds the place already
 * @throws slot_full, slot_cut_off, slot_closed, invalid_slot when the window is no more
 */
async function bookSlot(container: MedusaContainer, deliveryId: string): Promise<boolean> {
  const outcome = await service(container).book({
    delivery_id: deliveryId,
    now: new Date(),
    timeZone: TIME_ZONE,
  })
  if (outcome === "gone") {
    throw shopError("invalid_slot", "This delivery slot no longer exists.")
  }
  if (outcome === "full" || outcome === "cut_off" || outcome === "closed") {
    throw slotError(outcome)
  }
  return outcome === "booked"
}

/**
 * Gives a cart what it needs to become an order. Its stock is held for it and stays locked until the order has
 * reserved it: Medusa looks at each line alone, so that two orders of several lines could otherwise reserve more
 * than there is.
 *
 * @throws delivery_missing, try_again, out_of_stock, reserved_for_now, slot_full, slot_cut_off, slot_closed,
 * invalid_slot; nothing is kept then
 */
export async function admitOrder(container: MedusaContainer, candidate: Candidate): Promise<Admission> {
  const { cart_id, item_ids } = candidate
  const delivery = checkDelivery(candidate)
  await lockStock(container, cart_id, item_ids)
  try {
    await holdForOrder(container, cart_id, candidate.demand)
    const booked = await bookSlot(container, delivery.id)
    return { cart_id, item_ids, ...(booked ? { delivery_id: delivery.id } : {}) }
  } catch (error) {
    // A step that failed itself is not undone by the engine.
    await unlockStock(container, cart_id, item_ids)
    await fitHold(container, cart_id)
    throw error
  }
}

/** The order did not come to be: others may have its stock and its place, and its cart is a cart. */
export async function undoAdmission(container: MedusaContainer, admission: Admission): Promise<void> {
  await unlockStock(container, admission.cart_id, admission.item_ids)
  await fitHold(container, admission.cart_id)
  if (admission.delivery_id) {
    await service(container).release({ delivery_id: admission.delivery_id })
  }
}
