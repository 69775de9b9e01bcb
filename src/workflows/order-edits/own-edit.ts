import {
  beginOrderEditOrderWorkflow,
  cancelBeginOrderEditWorkflow,
  confirmOrderEditRequestWorkflow,
  createOrderChangeActionsWorkflow,
  createOrderEditShippingMethodWorkflow,
  orderEditAddNewItemWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer, OrderChangeDTO } from "@medusajs/framework/types"
import { ChangeActionType, ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { asError } from "../../lib/as-error"
import { firstChangeId } from "../../medusa-sql/order-changes"
import { CARD_NOTE, readOwnEdit, readOwnEdits, ZONE_NOTE } from "../../medusa-sql/own-edits"
import { isBack } from "../../modules/workshop/order-transitions"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { assignmentOf, withAssignmentLock } from "../assignment/of-order"
import { withAddressLock } from "../delivery/finish-delivery-change"
import { deliveryOf } from "../delivery/of-order"
import { beginSweep, type ReportOrder } from "../sweep"
import { checkEditable, checkNoPayment } from "./check-change"
import { followOrderChanges } from "./follow-order-changes"
import { refuseOpenChange } from "./open-change"

/**
 * A change of a placed order by its shopper that has a price: another delivery zone, a greeting card, or both. It is an order
 * edit of Medusa that replaces the shipping method and adds the card, so that the total, the stock, the payment and the receipt
 * follow as after any edit.
 *
 * The order of the writes: the edit is begun, the delivery gets the new zone and the words of the card, the edit is confirmed.
 * The delivery decides what becomes of an edit whose process died: an edit that the delivery already has is confirmed, any
 * other one is canceled. All callers hold the lock of the address, so an open edit that another caller finds has no process
 * any more.
 */
export type OwnEdit = {
  order_id: string
  customer_id: string
  zone?: {
    /** The shipping option of the new zone. */
    option_id: string
    /** Price of the new shipping method. */
    amount: number
    /** Id of the shipping method to replace. */
    method_id: string
  }
  /** The greeting card of an order without words for one. */
  card?: { variant_id: string; amount: number }
}

/**
 * Begins the edit. Unlike an edit by staff it keeps the fulfillment of an accepted order, because the flowers stay the same.
 * An order that a courier brought back can still be moved to another zone.
 *
 * @throws edit_too_late, payment_in_progress, order_being_changed
 */
export async function beginOwnEdit(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  { order_id, customer_id, zone, card }: OwnEdit,
): Promise<void> {
  // A cancellation between the check and the edit would leave the edit of a canceled order open.
  const change = await withAssignmentLock(container, assignment.id, async () => {
    const now = await container
      .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      .retrieveAssignment(assignment.id)
    await (isBack(now) && !card ? checkNoPayment(container, now) : checkEditable(container, now))
    await refuseOpenChange(container, order_id)
    const { result } = await beginOrderEditOrderWorkflow(container).run({
      input: {
        order_id,
        created_by: customer_id,
        internal_note: zone ? `${ZONE_NOTE}${zone.option_id}` : CARD_NOTE,
      },
    })
    return result
  })
  try {
    if (zone) {
      await replaceMethod(container, change, { order_id, ...zone })
    }
    if (card) {
      const item = { variant_id: card.variant_id, quantity: 1, unit_price: card.amount }
      await orderEditAddNewItemWorkflow(container).run({ input: { order_id, items: [item] } })
    }
  } catch (error) {
    await endOwnEdit(container, order_id)
    throw error
  }
}

async function replaceMethod(
  container: MedusaContainer,
  change: OrderChangeDTO,
  { order_id, option_id, amount, method_id }: { order_id: string } & NonNullable<OwnEdit["zone"]>,
): Promise<void> {
  await createOrderChangeActionsWorkflow(container).run({
    input: [
      {
        order_change_id: change.id,
        order_id,
        version: change.version,
        action: ChangeActionType.SHIPPING_REMOVE,
        reference: "order_shipping_method",
        reference_id: method_id,
      },
    ],
  })
  await createOrderEditShippingMethodWorkflow(container).run({
    input: { order_id, shipping_option_id: option_id, custom_amount: amount },
  })
}

/**
 * Ends the open edit of a shopper: confirms it if the delivery has its zone or its words, and cancels it otherwise. Does
 * nothing without such an edit. The caller holds the lock of the address.
 *
 * @param confirmed_by the customer, if the customer's request ends it
 * @returns whether it has confirmed an edit
 */
export async function endOwnEdit(
  container: MedusaContainer,
  orderId: string,
  confirmed_by?: string,
): Promise<boolean> {
  const change = await readOwnEdit(container, orderId)
  if (!change) {
    return false
  }
  const delivery = await deliveryOf(container, orderId)
  const isSaved =
    change.option_id === null
      ? typeof delivery?.card_text === "string"
      : delivery?.shipping_option_id === change.option_id
  if (isSaved) {
    await confirmLocked(container, orderId, confirmed_by)
    return true
  }
  // Medusa's cancellation leaves the shipping methods of the edit, and the next edit of the order would charge for them.
  if (change.method_ids.length) {
    await container.resolve(Modules.ORDER).softDeleteOrderShippingMethods(change.method_ids)
  }
  await cancelBeginOrderEditWorkflow(container).run({ input: { order_id: orderId } })
  return false
}

/**
 * Confirms the edit while no action of the workshop runs: Medusa confirms it before it reserves the card, and an action in
 * between would write the card off without a reservation.
 */
async function confirmLocked(
  container: MedusaContainer,
  order_id: string,
  confirmed_by: string | undefined,
): Promise<void> {
  const confirm = async () => {
    await confirmOrderEditRequestWorkflow(container).run({ input: { order_id, confirmed_by } })
  }
  const assignment = await assignmentOf(container, order_id)
  await (assignment ? withAssignmentLock(container, assignment.id, confirm) : confirm())
}

/** Lets payment and workshop follow the edit at once. The change is stored, so a failure is left to the job follow-orders. */
export async function followOwnEdit(container: MedusaContainer, orderId: string): Promise<void> {
  try {
    await followOrderChanges(container, orderId)
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`the edit of order ${orderId} by its shopper is not followed yet: ${asError(error).message}`)
  }
}

/** Ends the edits of shoppers whose process died. */
export async function sweepOwnEdits(container: MedusaContainer, report: ReportOrder): Promise<void> {
  const changes = await readOwnEdits(container, firstChangeId())
  const sweep = await beginSweep(container, { task: "end-own-edits" })
  for (const { order_id: id, number } of changes) {
    await sweep.run(
      { id, order: number },
      () => withAddressLock(container, id, () => endOwnEdit(container, id)),
      (error) => report({ order_id: id, number }, error),
    )
  }
}
