import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createInviteWorkflow, type CreateInviteInput } from "./create-invite"
import { findBotUsernameStep } from "./steps/find-bot-username"

/**
 * An invite with its link, for those who do not sit in the bot. The link is null while the bot cannot be asked
 * for its name; the token makes one all the same: `https://t.me/<bot>?start=staff_<token>`.
 */
export const createInviteLinkWorkflow = createWorkflow(
  "create-invite-link",
  (input: WorkflowData<CreateInviteInput>) => {
    const username = findBotUsernameStep()
    const invite = createInviteWorkflow.runAsStep({ input })
    return new WorkflowResponse(
      transform({ username, invite }, ({ username, invite }) => ({
        ...invite,
        link: username ? `https://t.me/${username}?start=staff_${invite.token}` : null,
      })),
    )
  },
)
