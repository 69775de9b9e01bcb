import {
  beginOrderEditOrderWorkflow,
  cancelBeginOrderEditWorkflow,
  confirmOrderEditRequestWorkflow,
  createOrderChangeActionsWorkflow,
  createOrderEditShippingMethodWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ChangeActionType, Modules } from "@medusajs/framework/utils"
import { firstChangeId } from "../../medusa-sql/order-changes"
import { readZoneChange, readZoneChanges, ZONE_NOTE } from "../../medusa-sql/zone-changes"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { withAddressLock } from "../delivery/finish-delivery-change"
import { deliveryOf } from "../delivery/of-order"
import { beginSweep, type ReportOrder } from "../sweep"
import { checkEditable } from "./check-change"
import { refuseOpenChange } from "./open-change"

/**
 * Moves an order to another delivery zone by an order edit of Medusa that replaces its shipping method, so that the total,
 * the payment and the receipt follow as after any edit.
 *
 * The order of the writes: the edit is begun, the delivery gets the new zone, the edit is confirmed. The delivery decides what
 * becomes of an edit whose process died: an edit to the zone of the delivery is confirmed, any other one is canceled. All
 * callers hold the lock of the address, so an open edit that another caller finds has no process any more.
 */
export type ZoneEdit = {
  order_id: string
  customer_id: string
  /** The shipping option of the new zone. */
  option_id: string
  /** Price of the new shipping method. */
  amount: number
  /** Id of the shipping method to replace. */
  method_id: string
}

/**
 * Begins the edit. Unlike an edit by staff it keeps the fulfillment of an accepted order, because the flowers stay the same.
 *
 * @throws edit_too_late, payment_in_progress, order_being_changed
 */
export async function beginZoneEdit(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  { order_id, customer_id, option_id, amount, method_id }: ZoneEdit,
): Promise<void> {
  await checkEditable(container, assignment)
  await refuseOpenChange(container, order_id)
  const { result: change } = await beginOrderEditOrderWorkflow(container).run({
    input: { order_id, created_by: customer_id, internal_note: `${ZONE_NOTE}${option_id}` },
  })
  try {
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
  } catch (error) {
    await endZoneEdit(container, order_id)
    throw error
  }
}

/**
 * Ends the open edit of an order's zone: confirms it if the delivery has the new zone, and cancels it otherwise. Does nothing
 * without such an edit. The caller holds the lock of the address.
 *
 * @param confirmed_by the customer, if the customer's request ends it
 */
export async function endZoneEdit(
  container: MedusaContainer,
  orderId: string,
  confirmed_by?: string,
): Promise<void> {
  const change = await readZoneChange(container, orderId)
  if (!change) {
    return
  }
  const delivery = await deliveryOf(container, orderId)
  if (delivery?.shipping_option_id === change.option_id) {
    await confirmOrderEditRequestWorkflow(container).run({ input: { order_id: orderId, confirmed_by } })
    return
  }
  // Medusa's cancellation leaves the shipping methods of the edit, and the next edit of the order would charge for them.
  if (change.method_ids.length) {
    await container.resolve(Modules.ORDER).softDeleteOrderShippingMethods(change.method_ids)
  }
  await cancelBeginOrderEditWorkflow(container).run({ input: { order_id: orderId } })
}

/** Ends the edits of zones whose process died. */
export async function sweepZoneEdits(container: MedusaContainer, report: ReportOrder): Promise<void> {
  const changes = await readZoneChanges(container, firstChangeId())
  const sweep = await beginSweep(container, { task: "end-zone-edits" })
  for (const { order_id: id, number } of changes) {
    await sweep.run(
      { id, order: number },
      () => withAddressLock(container, id, () => endZoneEdit(container, id)),
      (error) => report({ order_id: id, number }, error),
    )
  }
}
