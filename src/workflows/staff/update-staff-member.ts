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
import { recordAuditStep } from "../audit/record-audit-step"
import { changeMemberStep } from "./steps/change-member"
import { rightsOf } from "./rights"
import { checkStaffManagerStep } from "./steps/check-staff-manager"
import { readMemberStep } from "./steps/read-member"

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
    const signature = checkStaffManagerStep(input.actor)
    const before = readMemberStep(input.id)
    const member = changeMemberStep(
      transform({ input }, ({ input }) => {
        const { actor: _actor, ...change } = input
        return change
      }),
    )
    recordAuditStep(
      transform({ signature, before, member }, ({ signature, before, member }) => ({
        actor: { signature },
        action: "change-staff-member",
        subject_type: "staff_member",
        subject_id: member.id,
        before,
        after: rightsOf(member),
      })),
    )
    emitEventStep({ eventName: StaffEvents.CHANGED, data: { id: input.id } })
    return new WorkflowResponse(member)
  },
)
