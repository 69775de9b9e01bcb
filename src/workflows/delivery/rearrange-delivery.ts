import type { MedusaContainer } from "@medusajs/framework/types"
import { chosenSlotId, parseSlotId, type SlotState } from "../../modules/delivery/slots"
import { isBack } from "../../modules/workshop/order-transitions"
import type { Actor } from "../assignment/actor"
import { refuse } from "../assignment/steps/refuse"
import { finishLocked, withAddressLock } from "./finish-delivery-change"
import { takeOverAddress } from "./follow-address"
import { checkOwner } from "./own-order"
import { storedPart, type StoredDelivery } from "./rules/apply-changes"
import { slotAsChosen, slotError } from "./rules/choose-slot"
import { applyOrderChanges, differences } from "./rules/order-delivery"
import { saveOrderDelivery, withOpenDelivery } from "./save-order-delivery"
import { readSlotState } from "./steps/plan-delivery"

export type RearrangeDeliveryInput = {
  order_id: string
  /** The shopper whose order it is. */
  actor: Extract<Actor, { type: "shopper" }>
  slot_id: string
  /** Another address in the same zone: the price stays. */
  address?: string
  /** Whether the order stays at the shop, to be picked up there. */
  at_shop: boolean
}

/**
 * Carries out what the shopper decided after a failed delivery: books the slot of another attempt or of the pick-up, and
 * changes the address or the method. Zone and price stay. The cards and the messages follow.
 *
 * @throws not_found; too_late if a courier has the order again, or it is closed; invalid_address, text_too_long, invalid_slot,
 * slot_full, slot_cut_off, slot_closed; then nothing changes
 */
export async function rearrangeDelivery(
  container: MedusaContainer,
  input: RearrangeDeliveryInput,
): Promise<void> {
  const { order_id, actor } = input
  await checkOwner(container, order_id, actor.customer_id)
  await withAddressLock(container, order_id, async () => {
    await takeOverAddress(container, order_id)
    await saveDecision(container, input)
    await finishLocked(container, order_id)
  })
}

async function saveDecision(
  container: MedusaContainer,
  { order_id, actor, slot_id, address, at_shop }: RearrangeDeliveryInput,
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
    await saveOrderDelivery(container, {
      assignment,
      delivery,
      changes: differences(before, applyOrderChanges(wanted, changes, slots)),
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
