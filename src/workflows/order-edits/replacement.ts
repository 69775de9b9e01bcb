import type { MedusaContainer } from "@medusajs/framework/types"
import type { ConfirmedChange } from "../../medusa-sql/order-changes"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import { NO_PHOTO, type AssignmentChanges, type Status } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord, Move } from "../../modules/workshop/types"
import { readOrderInWorkshop, roundOf } from "../assignment/steps/order-in-workshop"
import { deliveryOf } from "../delivery/of-order"
import { NO_SLOT } from "../delivery/rules/apply-changes"
import { readOutsideOrder } from "../outside-orders/outside-order"
import { reserveMissing } from "../outside-orders/reserve-missing"

/** Whether the order has lines that a round of the workshop has to make. */
async function hasOpenLines(
  container: MedusaContainer,
  orderId: string,
  reopenedAt?: Date,
): Promise<boolean> {
  const { items } = roundOf(await readOrderInWorkshop(container, orderId), reopenedAt)
  return items.length > 0
}

/** Removes the slot of the first delivery, because staff choose another one. */
async function clearSlot(container: MedusaContainer, orderId: string): Promise<void> {
  const delivery = await deliveryOf(container, orderId)
  if (delivery) {
    await container
      .resolve<DeliveryModuleService>(DELIVERY_MODULE)
      .updateDeliveries({ id: delivery.id, ...NO_SLOT, status: "booked" })
  }
}

/** The fields of an assignment whose order is offered again. */
const openedAgain = (now: Date): Partial<AssignmentChanges> => ({
  florist_id: null,
  courier_id: null,
  fulfillment_id: null,
  ...NO_PHOTO,
  photo_changes: 0,
  door_photo_file_id: null,
  offered_at: now,
  accepted_at: null,
  ready_at: null,
  taken_at: null,
  picked_up_at: null,
  closed_at: null,
  finished_at: null,
  reopened_at: now,
})

/** The status in which the order was when the current round began. */
async function formerStatus(container: MedusaContainer, assignmentId: string): Promise<Status> {
  const [reopened] = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listTransitions(
      { assignment_id: assignmentId, action: "change", from: ["delivered", "returned"], to: "offered" },
      { take: 1, order: { number: "DESC" } },
    )
  return reopened?.from ?? "delivered"
}

/**
 * How an exchange, a claim or their cancellation begins or ends a round of the order in the workshop. Reserves the stock of
 * the goods, because Medusa reserves it only for an exchange or a claim with a shipping method.
 *
 * @returns undefined if the change neither begins nor ends a round
 * @throws out_of_stock
 */
export async function roundAfter(
  container: MedusaContainer,
  { id, order_id, closed_at, reopened_at }: AssignmentRecord,
  { kind }: ConfirmedChange,
): Promise<Pick<Move, "to" | "patch"> | undefined> {
  const now = new Date()
  if (kind === "exchange" || kind === "claim") {
    await reserveMissing(container, await readOutsideOrder(container, order_id))
    if (closed_at && (await hasOpenLines(container, order_id, now))) {
      await clearSlot(container, order_id)
      return { to: "offered", patch: openedAgain(now) }
    }
  }
  if (
    kind === "cancel_replacement" &&
    reopened_at &&
    !closed_at &&
    !(await hasOpenLines(container, order_id))
  ) {
    // Medusa's order followed the former round before this one began.
    return { to: await formerStatus(container, id), patch: { closed_at: now, finished_at: now } }
  }
  return undefined
}
