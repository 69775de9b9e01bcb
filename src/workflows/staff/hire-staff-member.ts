import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../assignment/actor"
import { recordAuditStep } from "../audit/record-audit-step"
import { rightsOf } from "./rights"
import { checkStaffManagerStep } from "./steps/check-staff-manager"
import { hireMemberStep, type NewMember } from "./steps/hire-member"

export type HireStaffMemberInput = NewMember & { actor: Actor }

/**
 * Makes a Telegram user a staff member without an invite.
 *
 * @throws not_staff, not_allowed, already_staff
 */
export const hireStaffMemberWorkflow = createWorkflow(
  "hire-staff-member",
  (input: WorkflowData<HireStaffMemberInput>) => {
    const signature = checkStaffManagerStep(input.actor)
    const member = hireMemberStep(
      transform({ input }, ({ input }) => {
        const { actor: _actor, ...data } = input
        return data
      }),
    )
    recordAuditStep(
      transform({ signature, member }, ({ signature, member }) => ({
        actor: { signature },
        action: "hire-staff-member",
        subject_type: "staff_member",
        subject_id: member.id,
        after: rightsOf(member),
      })),
    )
    return new WorkflowResponse(member)
  },
)
