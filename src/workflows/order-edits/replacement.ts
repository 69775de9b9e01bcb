import type { MedusaContainer } from "@medusajs/framework/types"
import type { ConfirmedChange } from "../../medusa-sql/order-changes"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { AssignmentChanges } from "../../modules/workshop/order-transitions"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { readOrderInWorkshop, roundOf } from "../assignment/steps/order-in-workshop"
import { deliveryOf } from "../delivery/of-order"
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

/** Whether an exchange or a claim of a closed order has goods that the shop still has to make and deliver. */
export const isReplacement = async (
  container: MedusaContainer,
  { order_id, closed_at }: AssignmentRecord,
  { kind }: ConfirmedChange,
): Promise<boolean> =>
  closed_at !== null &&
  (kind === "exchange" || kind === "claim") &&
  (await hasOpenLines(container, order_id, new Date()))

/** Whether staff canceled the exchange or the claim whose goods are offered to the florists. */
export const isReplacementGone = async (
  container: MedusaContainer,
  { order_id, status, reopened_at }: AssignmentRecord,
  { kind }: ConfirmedChange,
): Promise<boolean> =>
  kind === "cancel_replacement" &&
  status === "offered" &&
  reopened_at !== null &&
  !(await hasOpenLines(container, order_id))

const NO_SLOT = { date: null, window_id: null, starts_at: null, ends_at: null }

/**
 * Prepares the goods of an exchange or a claim for the florists. Reserves their stock, because Medusa reserves it only for an
 * exchange or a claim with a shipping method, and removes the slot of the first delivery, because staff choose another one.
 *
 * @throws out_of_stock
 */
export async function prepareReplacement(container: MedusaContainer, orderId: string): Promise<void> {
  await reserveMissing(container, await readOutsideOrder(container, orderId))
  const delivery = await deliveryOf(container, orderId)
  if (delivery) {
    await container
      .resolve<DeliveryModuleService>(DELIVERY_MODULE)
      .updateDeliveries({ id: delivery.id, ...NO_SLOT, status: "booked" })
  }
}

/** The fields of an assignment whose order is offered again. */
export const openedAgain = (now: Date): Partial<AssignmentChanges> => ({
  florist_id: null,
  courier_id: null,
  fulfillment_id: null,
  photo_file_id: null,
  offered_at: now,
  accepted_at: null,
  ready_at: null,
  taken_at: null,
  picked_up_at: null,
  closed_at: null,
  finished_at: null,
  reopened_at: now,
})
