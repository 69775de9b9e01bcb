import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { orderOfFulfillment } from "../../medusa-sql/followed-orders"
import { refuseUnpaidGift } from "./awaits-giver"
import { assignmentOf } from "./of-order"
import { coreRefusal, type CoreAction } from "./rules/core-actions"

/**
 * Checks whether the workshop can follow an action of Medusa's own order page. An order without an assignment is not
 * checked: it does not belong to the workshop.
 *
 * @throws payment_awaited, accept_in_workshop, cancel_in_workshop, return_in_workshop, finish_in_workshop,
 * order_closed, transfer_later, gift_unpaid
 */
export async function checkCoreAction(
  container: MedusaContainer,
  { order_id, action }: { order_id: string; action: CoreAction },
): Promise<void> {
  const assignment = await assignmentOf(container, order_id)
  const refusal = assignment && coreRefusal(action, assignment)
  if (refusal) {
    throw shopError(refusal.code, refusal.sentence)
  }
  const isLeaving = action === "ship" || action === "deliver"
  if (assignment && isLeaving && assignment.status !== "out_for_delivery") {
    await refuseUnpaidGift(container, order_id)
  }
}

/**
 * Refuses Medusa's routes that change a fulfillment without its order: Medusa's order would keep the old state. A
 * fulfillment of an order without an assignment is not checked.
 *
 * @throws use_order_page
 */
export async function checkFulfillmentAction(
  container: MedusaContainer,
  fulfillmentId: string,
): Promise<void> {
  const orderId = await orderOfFulfillment(container, fulfillmentId)
  if (orderId && (await assignmentOf(container, orderId))) {
    throw shopError(
      "use_order_page",
      `This fulfillment belongs to an order in the workshop. Use POST /admin/orders/${orderId}/fulfillments/${fulfillmentId}.`,
    )
  }
}
