import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { assignmentOf, emitTransition, withAssignmentLock } from "../assignment/of-order"
import { findActor } from "../assignment/steps/find-actor"
import { readBalance } from "../payment/order-payment/balance"
import { refundInCash } from "./refund-in-cash"
import { withPaymentsLock } from "../payment/order-payment/with-payments-lock"

export type PayBackInput = {
  order_id: string
  /** Medusa's admin user. */
  user_id: string
}

/**
 * Records that the shop gave back in cash what it owes, for example because the gateway refunds only whole payments.
 * Medusa gets refunds of the captured payments, so that a later cancellation refunds only the rest. The history keeps the
 * user.
 *
 * @throws not_found; nothing_owed
 */
export async function payBackInCash(container: MedusaContainer, input: PayBackInput): Promise<void> {
  const { order_id: orderId, user_id } = input
  const { signature } = await findActor({ type: "admin", user_id }, container)
  const amount = await withPaymentsLock(container, orderId, async () => {
    const { order, balance } = await readBalance(container, orderId)
    if (balance.owed === 0) {
      throw shopError("nothing_owed", "The shop owes nothing for this order.")
    }
    const rest = await refundInCash(container, orderId, { amount: balance.owed, created_by: user_id })
    if (rest > 0) {
      // No such payment has the money, for example for an imported order.
      await container.resolve(Modules.ORDER).addOrderTransactions({
        order_id: orderId,
        amount: -rest,
        currency_code: order.currency_code,
        reference: "refund",
        reference_id: generateEntityId("", "cash"),
      })
    }
    return balance.owed
  })
  const assignment = await assignmentOf(container, orderId)
  if (!assignment) {
    return
  }
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  // Under the lock, because an action that fails cannot undo its transition after another one has followed.
  const moved = await withAssignmentLock(container, assignment.id, async () => {
    const { id, status } = await workshop.retrieveAssignment(assignment.id)
    return workshop.move({
      assignment_id: id,
      action: "change",
      from: [status],
      to: status,
      actor: signature,
      metadata: { kind: "paid_back", amount },
    })
  })
  if (moved) {
    await emitTransition(container, { id: moved.transition_id, assignment_id: assignment.id })
  }
}
