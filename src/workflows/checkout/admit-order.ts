import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { chosenSlotId } from "../../modules/delivery/slots"
import { TIME_ZONE } from "../../lib/shop"
import { checkBooking } from "../delivery/rules/choose-slot"
import { missingFields } from "../delivery/rules/missing-fields"
import type { ShippedLine } from "../delivery/rules/shipping-profiles"
import type { LineDemand } from "../hold/rules"
import { fitHold, holdForOrder } from "../hold/take-hold"
import type { DeliveryToPlace } from "./cart-to-place"
import { checkServed } from "./check-served"
import { lockStock, unlockStock } from "./lock-stock"

/** A cart that is about to become an order, with the data that the caller has read. */
export type Candidate = {
  cart_id: string
  /** Ids of the inventory items that it needs. */
  item_ids: string[]
  delivery: DeliveryToPlace | null
  /** The shipping options of its shipping methods. */
  shipping_option_ids: (string | null | undefined)[]
  /** The stock that its lines need; read from the database if absent. */
  demand?: LineDemand[]
  /** Its lines, unless the caller has checked that the shipping option serves them. */
  lines?: ShippedLine[]
}

/** Data for undoing the admission if the order fails. */
export type Admission = { cart_id: string; item_ids: string[]; delivery_id?: string }

const service = (container: MedusaContainer) => container.resolve<DeliveryModuleService>(DELIVERY_MODULE)

export async function findDelivery(
  container: MedusaContainer,
  cartId: string,
): Promise<DeliveryToPlace | null> {
  const [delivery] = await service(container).listDeliveries({ cart_id: cartId }, { take: 1 })
  return delivery ?? null
}

/**
 * Checks that the cart's delivery is complete and matches its shipping method.
 *
 * @throws delivery_missing
 */
function checkDelivery({ delivery, shipping_option_ids: options }: Candidate): DeliveryToPlace {
  if (!delivery) {
    throw shopError(
      "delivery_missing",
      "The cart has no delivery: set it with POST /store/carts/:id/delivery.",
    )
  }
  const missing = missingFields({ ...delivery, slot_id: chosenSlotId(delivery) })
  if (missing.length) {
    throw shopError("delivery_missing", `The delivery has no value for: ${missing.join(", ")}.`)
  }
  if (!options.includes(delivery.shipping_option_id)) {
    throw shopError("delivery_missing", "The cart's shipping method does not match its delivery.")
  }
  return delivery
}

/**
 * Books the delivery's slot.
 *
 * @returns whether it was booked now; false if it was booked before
 * @throws slot_full, slot_cut_off, slot_closed; invalid_slot if the slot's window was deleted
 */
async function bookSlot(container: MedusaContainer, deliveryId: string): Promise<boolean> {
  const outcome = await service(container).book({
    delivery_id: deliveryId,
    now: new Date(),
    timeZone: TIME_ZONE,
  })
  checkBooking(outcome)
  return outcome === "booked"
}

/**
 * Prepares a cart for becoming an order: holds its stock and books its delivery slot. The stock stays locked
 * until the order has reserved it. Medusa checks each line separately, so without the lock two orders could
 * reserve more than the stock.
 *
 * @throws delivery_missing, not_deliverable, try_again, out_of_stock, reserved_for_now, slot_full, slot_cut_off, slot_closed,
 * invalid_slot; then everything is undone
 */
export async function admitOrder(container: MedusaContainer, candidate: Candidate): Promise<Admission> {
  const { cart_id, item_ids } = candidate
  const delivery = checkDelivery(candidate)
  await checkServed(container, delivery.shipping_option_id, candidate.lines ?? [])
  await lockStock(container, cart_id, item_ids)
  try {
    await holdForOrder(container, cart_id, candidate.demand)
    const booked = await bookSlot(container, delivery.id)
    return { cart_id, item_ids, ...(booked ? { delivery_id: delivery.id } : {}) }
  } catch (error) {
    // The workflow engine does not compensate the step that failed, so this code undoes it.
    await unlockStock(container, cart_id, item_ids)
    await fitHold(container, cart_id)
    throw error
  }
}

/**
 * Whether this shop has admitted the cart as an order: {@link admitOrder} has booked the slot of its delivery. An order
 * of another sales channel has no such record, so nothing of this shop may change it.
 */
export async function isAdmitted(container: MedusaContainer, cartId: string): Promise<boolean> {
  return (
    (await service(container).listDeliveries({ cart_id: cartId, status: "booked" }, { take: 1 })).length > 0
  )
}

/**
 * Undoes the admission of a cart whose order failed: unlocks the stock, adjusts the hold and frees the slot.
 */
export async function undoAdmission(container: MedusaContainer, admission: Admission): Promise<void> {
  await unlockStock(container, admission.cart_id, admission.item_ids)
  await fitHold(container, admission.cart_id)
  if (admission.delivery_id) {
    await service(container).release({ delivery_id: admission.delivery_id })
  }
}
