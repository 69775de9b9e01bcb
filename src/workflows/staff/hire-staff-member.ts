import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { Actor } from "../assignment/actor"
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
    checkStaffManagerStep(input.actor)
    const member = hireMemberStep(
      transform({ input }, ({ input }) => {
        const { actor: _actor, ...data } = input
        return data
      }),
    )
    return new WorkflowResponse(member)
  },
)
