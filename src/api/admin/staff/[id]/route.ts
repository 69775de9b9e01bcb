import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../lib/errors"
import { updateStaffMemberWorkflow } from "../../../../workflows/staff/update-staff-member"
import { UpdateStaffMember } from "../validators"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "staff_member",
    fields: ["*"],
    filters: { id: req.params.id },
  })
  if (!data[0]) {
    throw shopError("not_found", "There is no such staff member.", MedusaError.Types.NOT_FOUND)
  }
  res.json({ staff_member: data[0] })
}

/**
 * POST /admin/staff/:id: changes role, name, language or admin user; `active: false` deactivates the staff
 * member.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  // Validated here, because a middleware for /admin/staff/:id would also match /admin/staff/invites.
  const change: UpdateStaffMember = await zodValidator<unknown>(UpdateStaffMember, req.body)
  const { result } = await updateStaffMemberWorkflow(req.scope).run({
    input: { ...change, id: req.params.id, actor: { type: "admin", user_id: req.auth_context.actor_id } },
  })
  res.json({ staff_member: result })
}
