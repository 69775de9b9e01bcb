import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createInviteLinkWorkflow } from "../../../../workflows/staff/create-invite-link"
import type { CreateInvite } from "../validators"

/**
 * POST /admin/staff/invites: creates an invite link that works once within 48 hours. Only this answer
 * contains the token. `link` is null while the bot's user name is unknown.
 */
export async function POST(req: AuthenticatedMedusaRequest<CreateInvite>, res: MedusaResponse) {
  const { role, name } = req.validatedBody
  const { result } = await createInviteLinkWorkflow(req.scope).run({
    input: { role, name, created_by: { type: "admin", user_id: req.auth_context.actor_id } },
  })
  res.status(201).json({ invite: { role, ...result } })
}
