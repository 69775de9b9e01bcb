import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type { PaymentProblems } from "../../modules/delivery/order-limits"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { Recipient } from "../../modules/delivery/service"
import { chosenSlotId } from "../../modules/delivery/slots"
import { TIME_ZONE } from "../../lib/shop"
import { isNoShow, statusOf } from "../../modules/workshop/statements"
import { limitsOf } from "../settings"
import { checkBooking } from "../delivery/rules/choose-slot"
import { missingFields } from "../delivery/rules/missing-fields"
import type { ShippedLine } from "../delivery/rules/shipping-profiles"
import type { LineDemand } from "../hold/rules"
import { fitHold, holdForOrder } from "../hold/take-hold"
import type { DeliveryToPlace } from "./cart-to-place"
import { countClientOrder, uncountClientOrder, type ClientOrder } from "./client-orders"
import { checkServed } from "./check-served"
import { lockStock, unlockStock } from "./lock-stock"

/** Who places an order, and how it is paid. */
export type BuyerOfCart = {
  customer_id: string | null
  has_account: boolean
  email: string | null
  pays_cash: boolean
  /** Amount to pay, in the main unit of the currency. */
  total: number
}

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
  buyer: BuyerOfCart
  /** Its lines, unless the caller has checked that the shipping option serves them. */
  lines?: ShippedLine[]
}

/** Data for undoing the admission if the order fails. */
export type Admission = {
  cart_id: string
  item_ids: string[]
  delivery_id?: string
  counted?: ClientOrder
}

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

/** What the limits of orders need to know of a buyer. */
const buyerOf = (
  container: MedusaContainer,
  { customer_id, has_account, email, total }: Omit<BuyerOfCart, "pays_cash">,
) => ({
  id: (has_account ? customer_id : email?.toLowerCase()) ?? null,
  total,
  limits: limitsOf(container),
  facts: { statusOf, isNoShow },
})

/** Why {@link admitOrder} would refuse the buyer of a cart at this moment, by the way of payment. One statement. */
export function paymentProblems(
  container: MedusaContainer,
  cart: { id: string; recipient: Recipient; buyer: Omit<BuyerOfCart, "pays_cash"> },
): Promise<PaymentProblems> {
  return service(container).paymentProblemsOf({
    cart_id: cart.id,
    recipient: cart.recipient,
    buyer: buyerOf(container, cart.buyer),
  })
}

/**
 * Books the delivery's slot.
 *
 * @returns whether it was booked now; false if it was booked before
 * @throws as {@link checkBooking}
 */
async function bookSlot(
  container: MedusaContainer,
  deliveryId: string,
  buyer: BuyerOfCart,
): Promise<boolean> {
  const outcome = await service(container).book({
    delivery_id: deliveryId,
    now: new Date(),
    timeZone: TIME_ZONE,
    buyer: { ...buyerOf(container, buyer), pays_cash: buyer.pays_cash },
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
 * invalid_slot, too_many_orders, unpaid_orders, open_cash_orders, cash_refused, first_order_in_advance, gift_in_advance; then
 * everything is undone
 */
export async function admitOrder(container: MedusaContainer, candidate: Candidate): Promise<Admission> {
  const { cart_id, item_ids } = candidate
  const delivery = checkDelivery(candidate)
  await checkServed(container, delivery.shipping_option_id, candidate.lines ?? [])
  const counted = await countClientOrder(container, candidate.buyer)
  try {
    await lockStock(container, cart_id, item_ids)
  } catch (error) {
    await uncountClientOrder(container, counted)
    throw error
  }
  try {
    await holdForOrder(container, cart_id, candidate.demand)
    const booked = await bookSlot(container, delivery.id, candidate.buyer)
    return { cart_id, item_ids, counted, ...(booked ? { delivery_id: delivery.id } : {}) }
  } catch (error) {
    // The workflow engine does not compensate the step that failed, so this code undoes it.
    await uncountClientOrder(container, counted)
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
  await uncountClientOrder(container, admission.counted)
  if (admission.delivery_id) {
    await service(container).release({ delivery_id: admission.delivery_id })
  }
}
