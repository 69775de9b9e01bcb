import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { hireStaffMemberWorkflow } from "../../../workflows/staff/hire-staff-member"
import type { HireStaffMember } from "./validators"

/** GET /admin/staff: lists active staff and former staff (`active: false`). */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "staff_member",
    fields: ["*"],
    pagination: { take: 1000, order: { active: "DESC", created_at: "ASC" } },
  })
  res.json({ staff: data, count: data.length })
}

/** POST /admin/staff: adds a staff member by Telegram user id. An invite needs no id. */
export async function POST(req: AuthenticatedMedusaRequest<HireStaffMember>, res: MedusaResponse) {
  const { result } = await hireStaffMemberWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor: { type: "admin", user_id: req.auth_context.actor_id } },
  })
  res.status(201).json({ staff_member: result })
}
