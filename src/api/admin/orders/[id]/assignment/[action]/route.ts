import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../../../lib/errors"
import { ACTIONS, type Action } from "../../../../../../modules/workshop/order-transitions"
import { assignmentWorkflows } from "../../../../../../workflows/assignment"
import { describeAssignment } from "../describe"
import type { TakeStep } from "../validators"

const isAction = (name: string): name is Action => (ACTIONS as readonly string[]).includes(name)

/**
 * POST /admin/orders/:id/assignment/:action
 *
 * Performs a transition of the order as the admin user. `next_actions` of the GET lists the allowed actions.
 * The answer is that of the GET, or 400/403 with a `code`: too_late, already_taken, reason_required,
 * out_of_stock, not_allowed.
 */
export async function POST(req: AuthenticatedMedusaRequest<TakeStep>, res: MedusaResponse) {
  const { id, action } = req.params
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "assignment", fields: ["id"], filters: { order_id: id } })
  if (!isAction(action) || !data[0]) {
    throw shopError("not_found", "The order or the action does not exist.", MedusaError.Types.NOT_FOUND)
  }
  await assignmentWorkflows[action](req.scope).run({
    input: {
      assignment_id: data[0].id,
      actor: { type: "admin", user_id: req.auth_context.actor_id },
      reason: req.validatedBody.reason,
    },
  })
  res.json(await describeAssignment(req.scope, id))
}
