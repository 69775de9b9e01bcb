import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { TIME_ZONE } from "../../lib/shop"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { parseSlotId } from "../../modules/delivery/slots"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import type { Actor } from "../assignment/actor"
import { assignmentOf, emitTransition, withAssignmentLock } from "../assignment/of-order"
import { findActor } from "../assignment/steps/find-actor"
import { refuse } from "../assignment/steps/refuse"
import { withOutsideOrder } from "../outside-orders/outside-order-lock"
import { finishDeliveryChange } from "./finish-delivery-change"
import { deliveryOf } from "./of-order"
import { storedPart, type StoredDelivery } from "./rules/apply-changes"
import { checkBooking } from "./rules/choose-slot"
import {
  applyOrderChanges,
  concernsAddress,
  differences,
  type OrderDeliveryChanges,
} from "./rules/order-delivery"
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
  await finishDeliveryChange(container, order_id, { user_id })
}

/** Runs `act` with the order's assignment and delivery while no action of the workshop is in progress. */
export async function withOpenDelivery<Result>(
  container: MedusaContainer,
  orderId: string,
  act: (assignment: AssignmentRecord | undefined, delivery: DeliveryRecord | undefined) => Promise<Result>,
): Promise<Result> {
  const known = await assignmentOf(container, orderId)
  const actLocked = async () => {
    const [assignment, delivery] = await Promise.all([
      assignmentOf(container, orderId),
      deliveryOf(container, orderId),
    ])
    return act(assignment, delivery)
  }
  return known
    ? withAssignmentLock(container, known.id, actLocked)
    : withOutsideOrder(container, orderId, actLocked)
}

type SavedChange = {
  assignment: AssignmentRecord
  delivery: DeliveryRecord
  changes: Partial<StoredDelivery>
  actor: Actor
  /** Medusa's address row that already has the changes; without it Medusa's address is written afterwards. */
  address_id?: string
}

/** Saves changes of a placed order's delivery and records them in its history. Does nothing without changes. */
export async function saveOrderDelivery(
  container: MedusaContainer,
  { assignment, delivery, changes, actor, address_id }: SavedChange,
): Promise<void> {
  const fields = Object.keys(changes)
  if (!fields.length) {
    return
  }
  const { signature } = await findActor(actor, container)
  const address = address_id ?? (concernsAddress(changes) ? null : delivery.address_id)
  const outcome = await container.resolve<DeliveryModuleService>(DELIVERY_MODULE).revise({
    delivery_id: delivery.id,
    changes: { ...changes, address_id: address },
    now: new Date(),
    timeZone: TIME_ZONE,
  })
  checkBooking(outcome)
  const id = await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).recordDeliveryChange({
    assignment_id: assignment.id,
    actor: signature,
    metadata: { fields },
  })
  await emitTransition(container, { id, assignment_id: assignment.id })
}
