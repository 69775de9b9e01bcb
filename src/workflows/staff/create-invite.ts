import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import type { Actor } from "../assignment/actor"
import { checkStaffManagerStep } from "./steps/check-staff-manager"
import { createInviteStep } from "./steps/create-invite"

export type CreateInviteInput = {
  role: StaffRole
  /** Whom it is meant for; they will be called so. */
  name?: string | null
  created_by: Actor
}

/**
 * Invites someone into the staff by a link that works once, within 48 hours: `https://t.me/<bot>?start=staff_<token>`.
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
    return new WorkflowResponse(invite)
  },
)
