import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createInviteWorkflow, type CreateInviteInput } from "./create-invite"
import { findBotUsernameStep } from "./steps/find-bot-username"

/**
 * Creates an invite with its link, for callers outside the bot. If Telegram does not return the bot's
 * username, the link is null; the caller can build it from the token:
 * `https://t.me/<bot>?start=staff_<token>`.
 *
 * @throws not_staff, not_allowed
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
