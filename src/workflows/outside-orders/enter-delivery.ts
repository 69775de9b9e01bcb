import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { TIME_ZONE } from "../../lib/shop"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { chosenSlotId, parseSlotId, withoutExpress } from "../../modules/delivery/slots"
import { refuse } from "../assignment/steps/refuse"
import { isComplete } from "../checkout/repair-half-order"
import { deliveryOf } from "../delivery/of-order"
import { finishDeliveryChange } from "../delivery/finish-delivery-change"
import { applyChanges, EMPTY_DELIVERY, type StoredDelivery } from "../delivery/rules/apply-changes"
import { checkBooking } from "../delivery/rules/choose-slot"
import { missingFields } from "../delivery/rules/missing-fields"
import { readSlotState } from "../delivery/steps/plan-delivery"
import type { DeliveryChanges } from "../delivery/types"
import { openLocked } from "./open-outside-order"
import { withOutsideOrder } from "./outside-order-lock"
import { isDeliverable, readOutsideOrder, zonesOfOrder, type OutsideOrder } from "./outside-order"
import { suggestedDelivery } from "./suggested-delivery"

export type EnterDeliveryInput = {
  order_id: string
  changes: Omit<DeliveryChanges, "email" | "exact_time">
  /** The user of Medusa's admin who enters it. */
  user_id: string
}

/**
 * Enters the delivery of an order that did not come from a cart, and offers the order to the florists: books the slot,
 * reserves stock that Medusa has not reserved, and writes Medusa's shipping address. A draft order is offered when it
 * becomes an order. What is not given is taken from Medusa's shipping address.
 *
 * @throws not_found, too_late, delivery_missing, not_deliverable, out_of_stock, and the errors of {@link applyChanges} and
 * of a booking; then nothing changes
 */
export async function enterDelivery(
  container: MedusaContainer,
  { order_id, changes, user_id }: EnterDeliveryInput,
): Promise<void> {
  await withOutsideOrder(container, order_id, () => enter(container, order_id, changes))
  await finishDeliveryChange(container, order_id, { user_id })
}

async function enter(
  container: MedusaContainer,
  orderId: string,
  changes: EnterDeliveryInput["changes"],
): Promise<void> {
  const order = await readOutsideOrder(container, orderId)
  if (!isDeliverable(order)) {
    throw refuse("too_late")
  }
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  const former = await deliveryOf(container, orderId)
  const delivery = await planned(container, order, changes)
  const saved = former
    ? await service.updateDeliveries({ id: former.id, ...delivery, status: "draft", changed_at: new Date() })
    : await service.createDeliveries({ ...delivery, order_id: orderId, changed_at: new Date() })
  try {
    checkBooking(await service.book({ delivery_id: saved.id, now: new Date(), timeZone: TIME_ZONE }))
    await openLocked(container, orderId)
  } catch (error) {
    // An order that reached the workshop keeps its delivery, whatever failed afterwards.
    if (!(await isComplete(container, orderId))) {
      await (former ? service.updateDeliveries(former) : service.deleteDeliveries(saved.id))
    }
    throw error
  }
}

/** @throws delivery_missing, not_deliverable, and the errors of {@link applyChanges} */
async function planned(
  container: MedusaContainer,
  order: OutsideOrder,
  changes: EnterDeliveryInput["changes"],
): Promise<StoredDelivery> {
  const zones = await zonesOfOrder(container, order)
  if (!zones.length) {
    throw shopError("not_deliverable", "No delivery of the shop serves all products of the order.")
  }
  const suggested = suggestedDelivery(order, zones)
  const slot = changes.slot_id === undefined ? undefined : parseSlotId(changes.slot_id)
  const next = applyChanges(
    EMPTY_DELIVERY,
    { ...suggested, ...changes },
    zones,
    withoutExpress(await readSlotState(container, [slot?.date], new Date())),
  )
  const missing = missingFields({ ...next, slot_id: chosenSlotId(next) })
  if (missing.length) {
    throw shopError(
      "delivery_missing",
      `The delivery has no value for: ${missing.join(", ")}.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  return next
}
