import type { MedusaContainer } from "@medusajs/framework/types"
import { errorCode } from "../../lib/errors"
import { readFollowedOrders, type FollowedOrder } from "../../medusa-sql/followed-orders"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { Action } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { Actor } from "./actor"
import { assignmentWorkflows } from "./index"
import { assignmentOf, withAssignmentLock } from "./of-order"
import { followingAction } from "./rules/following-action"

/** Number of transitions from offered to delivered, the longest possible sequence. */
const MOST_STEPS = 5

type NextStep = { assignment_id: string; action: Action; actor: Actor }

/**
 * Moves an order in the workshop to the state that it has in Medusa: after a cancellation, a payment, a shipment, a
 * delivery or a canceled fulfillment on Medusa's own order page. Idempotent. Does nothing for an order without an
 * assignment.
 *
 * @throws the errors of the assignment's workflows, except `too_late`: a concurrent action was faster
 */
export async function followOrder(container: MedusaContainer, orderId: string): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = await nextStepOf(container, orderId)
    if (!next) {
      return
    }
    const { action, ...input } = next
    try {
      await assignmentWorkflows[action](container).run({ input })
    } catch (error) {
      if (!["too_late", "already_taken"].includes(errorCode(error) ?? "")) {
        throw error
      }
      return
    }
  }
}

/** Reads the order while no action of the workshop is in progress: such an action changes both, one after the other. */
async function nextStepOf(container: MedusaContainer, orderId: string): Promise<NextStep | undefined> {
  const known = await assignmentOf(container, orderId)
  if (!known || known.closed_at) {
    return undefined
  }
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  return withAssignmentLock(container, known.id, async () => {
    const [order] = await readFollowedOrders(container, [orderId])
    const assignment = await workshop.retrieveAssignment(known.id)
    const action = order && followingAction(assignment, order)
    return action && { assignment_id: assignment.id, action, actor: actorOf(action, order) }
  })
}

function actorOf(action: Action, { fulfillments }: FollowedOrder): Actor {
  if (action === "offer" || action === "cancel") {
    return { type: "system" }
  }
  const shippedBy = action === "pick_up" ? fulfillments.findLast((one) => one.shipped_by)?.shipped_by : null
  return { type: "medusa", user_id: shippedBy ?? null }
}
