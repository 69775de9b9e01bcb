import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createInviteLinkWorkflow } from "../../../../workflows/staff/create-invite-link"
import type { CreateInvite } from "../validators"

/**
 * POST /admin/staff/invites: a link into the staff that works once, within 48 hours. The token is shown only here;
 * `link` is null while the bot cannot be asked for its name.
 */
export async function POST(req: AuthenticatedMedusaRequest<CreateInvite>, res: MedusaResponse) {
  const { role, name } = req.validatedBody
  const { result } = await createInviteLinkWorkflow(req.scope).run({
    input: { role, name, created_by: { type: "admin", user_id: req.auth_context.actor_id } },
  })
  res.status(201).json({ invite: { role, ...result } })
}
