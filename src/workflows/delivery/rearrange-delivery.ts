import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { chosenSlotId, parseSlotId, type SlotState } from "../../modules/delivery/slots"
import { isBack } from "../../modules/workshop/order-transitions"
import type { Actor } from "../assignment/actor"
import { assignmentOf } from "../assignment/of-order"
import { refuse } from "../assignment/steps/refuse"
import { beginOwnEdit, type OwnEdit } from "../order-edits/own-edit"
import { deliveryOf } from "./of-order"
import { placedZones, zonesToChoose, type PlacedZone, type ZonePrice } from "./placed-zones"
import { storedPart, type StoredDelivery } from "./rules/apply-changes"
import { slotAsChosen, slotError } from "./rules/choose-slot"
import { applyOrderChanges, differences } from "./rules/order-delivery"
import { zoneIdOf } from "./rules/zones"
import { saveOrderDelivery, withOpenDelivery } from "./save-order-delivery"
import { readSlotState } from "./steps/plan-delivery"
import { withOwnEdit } from "./with-own-edit"

export type RearrangeDeliveryInput = {
  order_id: string
  /** The shopper whose order it is. */
  actor: Extract<Actor, { type: "shopper" }>
  slot_id: string
  /** Another address. */
  address?: string
  /** The zone of another address, see {@link zonesForAttempt}; by default the zone stays. */
  shipping_option_id?: string
  /** The difference in price that the shopper has agreed to, in the main unit of the currency; 0 by default. */
  difference?: number
  /** Whether the order stays at the shop, to be picked up there. */
  at_shop: boolean
}

export type AttemptZones = {
  /** The zones with their ordinary prices, the cheapest first. */
  zones: PlacedZone[]
  /** Id of the present zone. */
  present: string | null
}

/**
 * The zones for another attempt at another address. The attempt has the ordinary price of its zone: an express delivery or an
 * exact time was attempted and stays paid.
 */
export async function zonesForAttempt(
  container: MedusaContainer,
  delivery: DeliveryRecord,
): Promise<AttemptZones> {
  const zones = await placedZones(container, delivery, { ordinary: true })
  return {
    zones: zonesToChoose(zones, { express: false, exact_time: null }),
    present: zoneIdOf(zones, delivery.shipping_option_id),
  }
}

/**
 * Carries out what the shopper decided after a failed delivery: books the slot of another attempt or of the pick-up, and
 * changes the address, its zone or the method. Another zone changes the price of the delivery by an order edit, see
 * {@link beginOwnEdit}; otherwise the price stays. The cards and the messages follow.
 *
 * @throws not_found; too_late if a courier has the order again, or it is closed; invalid_address, text_too_long, invalid_slot,
 * slot_full, slot_cut_off, slot_closed; price_differs, zone_fixed, invalid_shipping_option; payment_in_progress,
 * order_being_changed; then nothing changes
 */
export async function rearrangeDelivery(
  container: MedusaContainer,
  input: RearrangeDeliveryInput,
): Promise<void> {
  const { order_id, actor } = input
  await withOwnEdit(container, {
    order_id,
    actor,
    begin: () => beginMove(container, input),
    save: (zone) => saveDecision(container, input, zone?.option_id),
  })
}

/** Begins the order edit that moves the order to the zone of another address; undefined if the zone stays. */
async function beginMove(
  container: MedusaContainer,
  { order_id, actor, at_shop, shipping_option_id: to, difference = 0 }: RearrangeDeliveryInput,
): Promise<OwnEdit["zone"]> {
  if (to === undefined || at_shop) {
    return undefined
  }
  const [assignment, delivery] = await Promise.all([
    assignmentOf(container, order_id),
    deliveryOf(container, order_id),
  ])
  if (!assignment || !delivery || !isBack(assignment)) {
    throw refuse("too_late")
  }
  const { zones, present } = await zonesForAttempt(container, delivery)
  const price = to === present ? undefined : priceOf(zones, to)
  if ((price?.difference ?? 0) !== difference) {
    throw shopError("price_differs", "The delivery to this zone has another price: read it again.")
  }
  if (!price) {
    return undefined
  }
  const { amount, method_id } = price
  const zone = { option_id: to, amount, method_id }
  await beginOwnEdit(container, assignment, { order_id, customer_id: actor.customer_id, zone })
  return zone
}

/** @throws invalid_shipping_option, zone_fixed */
function priceOf(zones: PlacedZone[], optionId: string): ZonePrice {
  const zone = zones.find(({ id }) => id === optionId)
  if (!zone) {
    throw shopError(
      "invalid_shipping_option",
      "This shipping option is no zone of the order.",
      MedusaError.Types.INVALID_DATA,
    )
  }
  if (!zone.price) {
    throw shopError("zone_fixed", "The zone of this order cannot change: ask the shop.")
  }
  return zone.price
}

/** @param optionId the shipping option of the new zone; undefined if the zone stays */
async function saveDecision(
  container: MedusaContainer,
  { order_id, actor, slot_id, address, at_shop }: RearrangeDeliveryInput,
  optionId: string | undefined,
): Promise<void> {
  await withOpenDelivery(container, order_id, async (assignment, delivery) => {
    if (!assignment || !delivery || !isBack(assignment)) {
      throw refuse("too_late")
    }
    const before = storedPart(delivery)
    const wanted: StoredDelivery = { ...before, method: at_shop ? "pickup" : "delivery" }
    const slots = await readSlotState(container, [delivery.date, parseSlotId(slot_id)?.date], new Date())
    checkPresentSlot(wanted, slot_id, slots)
    const changes = { slot_id, ...(address === undefined ? {} : { address }) }
    const after = applyOrderChanges(wanted, changes, slots)
    await saveOrderDelivery(container, {
      assignment,
      delivery,
      changes: differences(before, optionId ? { ...after, shipping_option_id: optionId } : after),
      actor,
      after_failure: true,
    })
  })
}

/** The slot that the order has already keeps its place, but it may be over. @throws slot_cut_off, slot_closed */
function checkPresentSlot(delivery: StoredDelivery, slotId: string, slots: SlotState): void {
  const reason = slotId === chosenSlotId(delivery) ? slotAsChosen(delivery, slots)?.reason : undefined
  if (reason && reason !== "full") {
    throw slotError(reason)
  }
}
