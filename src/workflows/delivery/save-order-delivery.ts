import type { MedusaContainer } from "@medusajs/framework/types"
import { TIME_ZONE } from "../../lib/shop"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryRecord } from "../../modules/delivery/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import type { Actor } from "../assignment/actor"
import { assignmentOf, emitTransition, withAssignmentLock } from "../assignment/of-order"
import { findActor } from "../assignment/steps/find-actor"
import { withOutsideOrder } from "../outside-orders/outside-order-lock"
import { deliveryOf } from "./of-order"
import type { StoredDelivery } from "./rules/apply-changes"
import { checkBooking } from "./rules/choose-slot"
import { concernsAddress } from "./rules/order-delivery"

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
  /** Whether this is the shopper's decision after a failed delivery. A decision is recorded even if nothing changes. */
  after_failure?: boolean
}

/** Saves changes of a placed order's delivery and records them in its history. Does nothing without changes. */
export async function saveOrderDelivery(
  container: MedusaContainer,
  { assignment, delivery, changes, actor, address_id, after_failure = false }: SavedChange,
): Promise<void> {
  const fields = Object.keys(changes)
  if (!fields.length && !after_failure) {
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
    method: changes.method ?? undefined,
    metadata: { fields, ...(after_failure ? { after_failure } : {}) },
  })
  await emitTransition(container, { id, assignment_id: assignment.id })
}
