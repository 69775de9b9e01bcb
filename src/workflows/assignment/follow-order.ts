import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { errorCode } from "../../lib/errors"
import { readFollowedOrders, type FollowedOrder } from "../../medusa-sql/followed-orders"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { Action } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { Actor } from "./actor"
import { assignmentWorkflows } from "./index"
import { followingAction } from "./rules/following-action"

/** The longest way: from offered to delivered. */
const MOST_STEPS = 5
/** Seconds to wait for an action of the workshop that is in progress. */
const WAIT_SECONDS = 15

type NextStep = { assignment_id: string; action: Action; actor: Actor }

/**
 * Moves an order in the workshop to the state that it has in Medusa: after a cancellation, a payment, a shipment, a
 * delivery or a canceled fulfilment on Medusa's own order page. Idempotent. Does nothing for an order without an
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
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [known] = await workshop.listAssignments({ order_id: orderId, closed_at: null }, { take: 1 })
  if (!known) {
    return undefined
  }
  return container.resolve(Modules.LOCKING).execute(
    [`assignment:${known.id}`],
    async () => {
      const [order] = await readFollowedOrders(container, [orderId])
      const assignment = await workshop.retrieveAssignment(known.id)
      const action = order && followingAction(assignment, order)
      return action && { assignment_id: assignment.id, action, actor: actorOf(action, order) }
    },
    { timeout: WAIT_SECONDS },
  )
}

function actorOf(action: Action, { fulfillments }: FollowedOrder): Actor {
  if (action === "offer" || action === "cancel") {
    return { type: "system" }
  }
  const shippedBy = action === "pick_up" ? fulfillments.find((one) => one.shipped_by)?.shipped_by : null
  return { type: "medusa", user_id: shippedBy ?? null }
}
