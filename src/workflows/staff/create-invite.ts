import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import type { Actor } from "../assignment/actor"
import { recordAuditStep } from "../audit/record-audit-step"
import { checkStaffManagerStep } from "./steps/check-staff-manager"
import { createInviteStep } from "./steps/create-invite"

export type CreateInviteInput = {
  role: StaffRole
  /** Name of the invited person, used as the staff member's name. */
  name?: string | null
  created_by: Actor
}

/**
 * Creates an invite for a staff member. Its link works once, within 48 hours:
 * `https://t.me/<bot>?start=staff_<token>`.
 *
 * @throws not_staff, not_allowed
 */
export const createInviteWorkflow = createWorkflow(
  "create-invite",
  (input: WorkflowData<CreateInviteInput>) => {
    const signature = checkStaffManagerStep(input.created_by)
    const invite = createInviteStep(
      transform({ input, signature }, ({ input, signature }) => ({
        role: input.role,
        name: input.name?.trim() || null,
        created_by: signature.id ?? null,
      })),
    )
    recordAuditStep(
      transform({ signature, input, invite }, ({ signature, input, invite }) => ({
        actor: { signature },
        action: "invite-staff-member",
        subject_type: "staff_invite",
        subject_id: invite.id,
        after: { role: input.role, name: input.name, expires_at: invite.expires_at },
      })),
    )
    return new WorkflowResponse(invite)
  },
)
