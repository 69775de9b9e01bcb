import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { useInviteStep, type UseInviteInput } from "./steps/use-invite"

/**
 * Makes a Telegram user a staff member by an invite.
 *
 * @returns the staff member
 * @throws invite_invalid, invite_used, invite_expired, already_staff
 */
export const acceptInviteWorkflow = createWorkflow("accept-invite", (input: WorkflowData<UseInviteInput>) => {
  return new WorkflowResponse(useInviteStep(input))
})
