import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import {
  changesOf,
  findTransition,
  type AssignmentChanges,
} from "../../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { Cash } from "../../../modules/workshop/types"
import type { CheckedAction } from "./check-action"
import { refuse } from "./refuse"

export type MoveAssignmentInput = CheckedAction & {
  /** Columns that the action changes in addition to those of {@link changesOf}. */
  patch?: Partial<AssignmentChanges>
  metadata?: Record<string, unknown> | null
  cash?: Cash | null
}

/**
 * Changes the assignment's status. The database check of the current status ensures that only one of several
 * concurrent actions succeeds. Compensation restores the assignment.
 *
 * @throws already_taken or too_late for the other actions
 */
export const moveAssignmentStep = createStep(
  "move-assignment",
  async (input: MoveAssignmentInput, { container }) => {
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const { assignment: at, actor, action } = input
    const moved = await workshop.move({
      assignment_id: at.id,
      action,
      from: [at.status],
      to: input.to,
      where: { florist_id: at.florist_id, courier_id: at.courier_id },
      patch: { ...changesOf(action, at, actor.member_id, new Date()), ...input.patch },
      actor: actor.signature,
      reason: input.reason,
      metadata: input.metadata,
      cash: input.cash,
    })
    if (!moved) {
      const now = await workshop.retrieveAssignment(at.id)
      const rule = findTransition(now, action, actor.role, actor.member_id ?? undefined)
      throw refuse("refusal" in rule ? rule.refusal : "too_late")
    }
    return new StepResponse(moved, moved)
  },
  async (moved, { container }) => {
    if (moved) {
      await container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).undoMove(moved)
    }
  },
)
