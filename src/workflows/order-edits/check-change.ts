import { confirmOrderEditRequestWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer, OrderPreviewDTO } from "@medusajs/framework/types"
import { ChangeActionType, ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import { isInWork } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { assignmentOf, withAssignmentLock } from "../assignment/of-order"
import { checkCoreAction } from "../assignment/check-core-action"
import { isBeingFinished } from "../assignment/finish-closed-order"
import { cancelFulfillments } from "../assignment/steps/cancel-fulfillment"
import {
  activeFulfillments,
  readOrderInWorkshop,
  type OrderInWorkshop,
} from "../assignment/steps/order-in-workshop"
import { takenOnline } from "./collect-due"
import { checkEditStock } from "./check-edit-stock"
import { openChangeOf, refuseOpenChange } from "./open-change"

const workshopOf = (container: MedusaContainer) => container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)

/**
 * Checks that the contents of an order can still be edited.
 *
 * @throws edit_too_late after the order has left the shop or is closed; payment_in_progress
 */
export async function checkEditable(container: MedusaContainer, assignment: AssignmentRecord): Promise<void> {
  if (assignment.closed_at || assignment.picked_up_at) {
    throw shopError(
      "edit_too_late",
      "The order has left the shop or is closed, so its contents cannot be edited. After the delivery, record a return, a claim or an exchange, or make a new order.",
    )
  }
  await checkNoPayment(container, assignment)
}

/** @throws payment_in_progress */
export async function checkNoPayment(
  container: MedusaContainer,
  assignment: AssignmentRecord,
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const now = new Date()
  const isAwaited = assignment.status === "awaiting_payment"
  const isInProgress = isAwaited
    ? await gateway.activeTransaction(assignment.order_id, now)
    : ((await gateway.inProgressUntil(assignment.order_id, now)) ??
      (await takenOnline(container, assignment.order_id)) > 0)
  if (isInProgress) {
    throw shopError(
      "payment_in_progress",
      "A payment for the order is in progress: edit the order after the payment has ended.",
    )
  }
}

/** Cancels the fulfillments of an accepted order, which stays with its florist. */
async function takeStockBack(
  container: MedusaContainer,
  { id }: AssignmentRecord,
  order: OrderInWorkshop,
): Promise<void> {
  // First, because the workshop gives an order back whose recorded fulfillment is canceled. If the process stops, the job
  // repair-acceptances records or creates the fulfillment.
  await workshopOf(container).updateAssignments({ id, fulfillment_id: null })
  await cancelFulfillments(container, order)
}

/**
 * Prepares an order for an edit in Medusa's admin. Medusa lets no one reduce lines that are fulfilled, so the fulfillment of
 * an accepted order is canceled: its flowers return to stock and stay reserved for the order. They are written off again
 * when the edit is confirmed or canceled. The caller holds the lock of the assignment until the edit is begun: a cancellation
 * that comes between would leave the edit of a canceled order open.
 *
 * @throws edit_too_late, payment_in_progress
 */
export async function beginOrderEdit(
  container: MedusaContainer,
  { id, order_id }: AssignmentRecord,
): Promise<void> {
  const assignment = await workshopOf(container).retrieveAssignment(id)
  await checkEditable(container, assignment)
  const order = await readOrderInWorkshop(container, order_id)
  // With an open change, Medusa refuses both the new edit and the cancellation of the fulfillment.
  if (activeFulfillments(order).length && !(await openChangeOf(container, order_id))) {
    await takeStockBack(container, assignment, order)
  }
}

/**
 * Checks that an edit changes no line that is already delivered. The florists get only the lines of the current round, and
 * Medusa would reserve the goods of the line again, even if only its price changes.
 *
 * @throws edit_too_late
 */
async function checkDeliveredLines(container: MedusaContainer, orderId: string): Promise<void> {
  const { items = [] } = await container.resolve(Modules.ORDER).previewOrderChange(orderId)
  const isChanged = items.some(
    ({ actions, detail: { fulfilled_quantity: fulfilled } }) =>
      MathBN.gt(fulfilled, 0) && actions?.some(({ action }) => action === ChangeActionType.ITEM_UPDATE),
  )
  if (isChanged) {
    throw shopError(
      "edit_too_late",
      "A line of this order is delivered, so it cannot be edited. Refund a part of its price, or add the product once more.",
    )
  }
}

/**
 * Confirms the open edit of an order, after {@link checkOrderEdit}. No action of the workshop comes between: Medusa confirms
 * the edit before it adapts the reservations, and an action in between would write the new lines off without them.
 *
 * @param confirmed_by the admin user
 * @returns Medusa's preview; undefined for an order that does not go through the workshop: then nothing is confirmed
 * @throws the errors of {@link checkOrderEdit}
 */
export async function confirmOrderEdit(
  container: MedusaContainer,
  input: { order_id: string; confirmed_by?: string },
): Promise<OrderPreviewDTO | undefined> {
  const { order_id } = input
  const assignment = await assignmentOf(container, order_id)
  return (
    assignment &&
    withAssignmentLock(container, assignment.id, async () => {
      await checkOrderEdit(container, order_id)
      const { result } = await confirmOrderEditRequestWorkflow(container).run({ input })
      return result
    })
  )
}

/**
 * Checks that an order edit may be confirmed: the order may have left the shop since the edit was begun, a raised line may be
 * delivered, and the stock may be insufficient.
 *
 * @throws edit_too_late, payment_in_progress, out_of_stock, reserved_for_now
 */
async function checkOrderEdit(container: MedusaContainer, orderId: string): Promise<void> {
  const assignment = await assignmentOf(container, orderId)
  if (assignment) {
    await checkEditable(container, assignment)
    if (assignment.reopened_at) {
      await checkDeliveredLines(container, orderId)
    }
    await checkEditStock(container, orderId)
  }
}

/**
 * Checks that a return, a claim or an exchange may begin. Before the delivery, these would put flowers back into stock that
 * a cancellation puts back a second time. While Medusa's order does not follow the delivery yet, the goods of an exchange
 * would be taken for a part of it. An order that came back as a whole has nothing left to return or to exchange.
 *
 * @throws not_delivered_yet, not_finished_yet, nothing_delivered
 */
export async function checkDelivered(container: MedusaContainer, orderId: string): Promise<void> {
  const assignment = await assignmentOf(container, orderId)
  if (assignment && !assignment.closed_at) {
    throw shopError(
      "not_delivered_yet",
      "The order is not delivered yet. Edit it, cancel it, or record its return in the workshop.",
    )
  }
  if (assignment?.status === "returned" && !assignment.reopened_at) {
    throw shopError(
      "nothing_delivered",
      "The whole order came back to the shop, so nothing can be returned, claimed or exchanged. Make a new order.",
    )
  }
  if (assignment && isBeingFinished(assignment)) {
    throw shopError(
      "not_finished_yet",
      "The delivery of this order was interrupted, and the shop is completing it. Try again in two minutes.",
    )
  }
}

/**
 * Refuses a return that comes over the Store API. Medusa's route needs no login, and lets the caller set the price of the
 * return and record that its goods are received, so anybody with the id of an order could let the shop owe money.
 *
 * @throws return_by_staff for an order in the workshop
 */
export async function refuseStoreReturn(container: MedusaContainer, orderId: string): Promise<void> {
  if (await assignmentOf(container, orderId)) {
    throw shopError(
      "return_by_staff",
      "The staff of the shop record returns of its orders. Write to the shop.",
    )
  }
}

/** An exchange or a claim of Medusa. */
export type Replacement = { entity: "order_exchange" | "order_claim"; id: string }

/** The assignment of a replacement's order; undefined for an order that does not go through the workshop. */
export async function assignmentOfReplacement(
  container: MedusaContainer,
  { entity, id }: Replacement,
): Promise<AssignmentRecord | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity, fields: ["order_id"], filters: { id } })
  const orderId = data.at(0)?.order_id
  return orderId ? assignmentOf(container, orderId) : undefined
}

/**
 * Prepares the cancellation of an exchange or a claim whose goods a florist makes: Medusa removes no fulfilled lines, so the
 * fulfillment is canceled. Other goods of the round are fulfilled again afterwards. The caller holds the lock of the
 * assignment until the exchange or claim is canceled.
 *
 * @throws order_being_changed; return_in_workshop after the goods have left the shop
 */
export async function beginReplacementCancel(
  container: MedusaContainer,
  { id, order_id }: AssignmentRecord,
): Promise<void> {
  await refuseOpenChange(container, order_id)
  await checkCoreAction(container, { order_id, action: "cancel_replacement" })
  const assignment = await workshopOf(container).retrieveAssignment(id)
  const order = await readOrderInWorkshop(container, order_id)
  if (isInWork(assignment) && activeFulfillments(order).length) {
    await takeStockBack(container, assignment, order)
  }
}

/**
 * Checks that Medusa may cancel the order. With an open change, Medusa refunds its payments and then fails to cancel it.
 *
 * @throws order_being_changed
 */
export async function checkNoOpenChange(container: MedusaContainer, orderId: string): Promise<void> {
  if (await assignmentOf(container, orderId)) {
    await refuseOpenChange(container, orderId)
  }
}
