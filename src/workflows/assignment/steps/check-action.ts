import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import { findTransition, type Action, type Status } from "../../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import { refuseOpenChange } from "../../order-edits/open-change"
import type { AssignmentInput, KnownActor } from "../actor"
import { findActor } from "./find-actor"
import { refuse } from "./refuse"

const REASON_LIMIT = 500

/**
 * Actions that change Medusa's order. While a change of the order is open, Medusa refuses them with a technical error, and its
 * cancellation then restores each reservation that the order ever had.
 */
const CHANGES_ORDER: Action[] = ["accept", "give_back", "pick_up", "deliver", "return", "cancel", "expire"]

export type CheckedAction = {
  action: Action
  assignment: AssignmentRecord
  actor: KnownActor
  to: Status
  reason: string | null
}

/**
 * Reads the assignment and the actor, and checks whether the actor may do the action now. Writes nothing.
 *
 * @throws not_found, not_staff, not_allowed, not_yours, already_taken, too_late, reason_required,
 * text_too_long, order_being_changed
 */
export const checkActionStep = createStep(
  "check-action",
  async (input: AssignmentInput & { action: Action }, { container }) => {
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const [assignment] = await workshop.listAssignments({ id: input.assignment_id })
    const notFound = () => shopError("not_found", "The order was not found.", MedusaError.Types.NOT_FOUND)
    if (!assignment) {
      throw notFound()
    }
    const actor = await findActor(input.actor, container)
    if (input.actor.type === "shopper") {
      const query = container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "order",
        fields: ["customer_id"],
        filters: { id: assignment.order_id },
      })
      if (data[0]?.customer_id !== input.actor.customer_id) {
        throw notFound()
      }
    }
    const rule = findTransition(assignment, input.action, actor.role, actor.member_id ?? undefined)
    if ("refusal" in rule) {
      throw refuse(rule.refusal)
    }
    const reason = input.reason?.trim() || null
    if (rule.reasonRequired && !reason) {
      throw shopError("reason_required", "A reason is required.", MedusaError.Types.INVALID_DATA)
    }
    if (reason && reason.length > REASON_LIMIT) {
      throw shopError(
        "text_too_long",
        `The reason may have at most ${REASON_LIMIT} characters.`,
        MedusaError.Types.INVALID_DATA,
      )
    }
    if (CHANGES_ORDER.includes(input.action)) {
      await refuseOpenChange(container, assignment.order_id)
    }
    const checked: CheckedAction = { action: input.action, assignment, actor, to: rule.to, reason }
    return new StepResponse(checked)
  },
)
