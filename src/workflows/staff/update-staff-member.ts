import { emitEventStep } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { StaffEvents } from "../../lib/events"
import type { Actor } from "../assignment/actor"
import type { MemberChange } from "../../modules/workshop/types"
import { changeMemberStep } from "./steps/change-member"
import { checkStaffManagerStep } from "./steps/check-staff-manager"

export type UpdateStaffMemberInput = MemberChange & { actor: Actor }

/**
 * Changes a staff member's role, name, language or admin user, or deactivates the staff member (`active:
 * false`).
 *
 * @throws not_staff, not_allowed, not_found, user_taken, last_owner
 */
export const updateStaffMemberWorkflow = createWorkflow(
  "update-staff-member",
  (input: WorkflowData<UpdateStaffMemberInput>) => {
    checkStaffManagerStep(input.actor)
    const member = changeMemberStep(
      transform({ input }, ({ input }) => {
        const { actor: _actor, ...change } = input
        return change
      }),
    )
    emitEventStep({ eventName: StaffEvents.CHANGED, data: { id: input.id } })
    return new WorkflowResponse(member)
  },
)
