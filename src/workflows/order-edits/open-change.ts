import { cancelBeginOrderEditWorkflow, cancelOrderTransferRequestWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import {
  readOpenChange,
  readOpenChanges,
  type OpenChange,
  type OpenChangeKind,
} from "../../medusa-sql/order-changes"
import { assignmentIdOf } from "../../modules/workshop/statements"

const NAMES: Record<OpenChangeKind, string> = {
  edit: "an order edit",
  return: "a return",
  exchange: "an exchange",
  claim: "a claim",
  transfer: "a transfer to another customer",
  update: "a change",
}

/**
 * The change of the order, such as an order edit, that is begun and neither confirmed nor canceled. Until then Medusa
 * refuses every fulfillment, shipment and delivery of the order.
 */
export const openChangeOf = (container: MedusaContainer, orderId: string): Promise<OpenChange | undefined> =>
  readOpenChange(container, orderId)

/** The open changes of all orders in the workshop. */
export const listOpenChanges = (container: MedusaContainer): Promise<OpenChange[]> =>
  readOpenChanges(container, assignmentIdOf("o.id"))

/** @throws order_being_changed while a change of the order is open */
export async function refuseOpenChange(container: MedusaContainer, orderId: string): Promise<void> {
  const change = await openChangeOf(container, orderId)
  if (change) {
    const by = change.begun_by ? ` by ${change.begun_by}` : ""
    throw shopError(
      "order_being_changed",
      `The order has ${NAMES[change.kind]} that was begun${by} at ${change.begun_at} and is not finished: confirm or cancel it on the order's page in Medusa's admin.`,
    )
  }
}

/** Time in ms after the payment deadline during which an open order edit still stops the order from expiring. */
const EDIT_GRACE_MS = 60 * 60_000

/**
 * Cancels an open change of an unpaid order that would stop it from expiring: a transfer at once, an order edit when the
 * payment deadline is more than an hour ago.
 */
export async function dropAbandonedChange(
  container: MedusaContainer,
  { order_id, payment_due_at }: { order_id: string; payment_due_at: string | Date | null },
): Promise<void> {
  const change = await openChangeOf(container, order_id)
  if (change?.kind === "transfer") {
    await cancelOrderTransferRequestWorkflow(container).run({
      input: { order_id, actor_type: "user", logged_in_user_id: "" },
    })
  }
  const isLate = payment_due_at !== null && Date.now() - new Date(payment_due_at).getTime() > EDIT_GRACE_MS
  if (change?.kind === "edit" && isLate) {
    await cancelBeginOrderEditWorkflow(container).run({ input: { order_id } })
  }
}
