import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { parseSlotId } from "../../modules/delivery/slots"
import { refuse } from "../assignment/steps/refuse"
import { finishLocked, withAddressLock } from "./finish-delivery-change"
import { takeOverAddress } from "./follow-address"
import { storedPart } from "./rules/apply-changes"
import { applyOrderChanges, differences, type OrderDeliveryChanges } from "./rules/order-delivery"
import { saveOrderDelivery, withOpenDelivery } from "./save-order-delivery"
import { readSlotState } from "./steps/plan-delivery"
import type { DeliveryChanges } from "./types"

export type ChangeOrderDeliveryInput = {
  order_id: string
  /** Method and zone cannot change, because they decide the price. */
  changes: OrderDeliveryChanges & Pick<DeliveryChanges, "method" | "shipping_option_id">
  /** The user of Medusa's admin who changes it. */
  user_id: string
}

/**
 * Changes recipient, phone, address, slot and texts of a placed order until it is delivered. The delivery record has
 * the truth; Medusa's shipping address, the cards and the messages follow it.
 *
 * @throws not_found, too_late, method_fixed, and the errors of {@link applyOrderChanges}; slot_full, slot_cut_off, slot_closed,
 * invalid_slot if another order took the slot; then nothing changes
 */
export async function changeOrderDelivery(
  container: MedusaContainer,
  input: ChangeOrderDeliveryInput,
): Promise<void> {
  const { order_id, user_id } = input
  await withAddressLock(container, order_id, async () => {
    // Staff may have changed another field on Medusa's page a moment ago.
    await takeOverAddress(container, order_id)
    await saveChanges(container, input)
    await finishLocked(container, order_id, { user_id })
  })
}

async function saveChanges(
  container: MedusaContainer,
  {
    order_id,
    changes: { method, shipping_option_id: option, ...changes },
    user_id,
  }: ChangeOrderDeliveryInput,
): Promise<void> {
  await withOpenDelivery(container, order_id, async (assignment, delivery) => {
    if (!assignment || !delivery) {
      throw shopError("not_found", "The order has no delivery in the workshop.", MedusaError.Types.NOT_FOUND)
    }
    const isOnTheWay = assignment.status === "out_for_delivery"
    if (assignment.closed_at || (isOnTheWay && changes.slot_id !== undefined)) {
      throw refuse("too_late")
    }
    const now = new Date()
    const current = storedPart(delivery)
    if (
      (method ?? current.method) !== current.method ||
      (option ?? current.shipping_option_id) !== current.shipping_option_id
    ) {
      throw shopError(
        "method_fixed",
        "The method and the zone of a placed order decide its price: change its shipping with an order edit.",
      )
    }
    const dates = [delivery.date, changes.slot_id === undefined ? null : parseSlotId(changes.slot_id)?.date]
    const next = applyOrderChanges(current, changes, await readSlotState(container, dates, now))
    await saveOrderDelivery(container, {
      assignment,
      delivery,
      changes: differences(current, next),
      actor: { type: "admin", user_id },
    })
  })
}
