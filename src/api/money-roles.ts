import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import type { StaffRole } from "../modules/workshop/order-way"
import { checkAdminRoleWorkflow } from "../workflows/staff/check-admin-role"

/** Who looks into the shop's money, and moves it. */
const MONEY_ROLES: StaffRole[] = ["owner", "manager", "accountant"]

/** Lets only those on whose role is money; the others are answered 403 with the code not_allowed. */
export async function onlyMoneyRoles(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { actor_type: type, actor_id: id } = req.auth_context
  await checkAdminRoleWorkflow(req.scope).run({ input: { caller: { type, id }, roles: MONEY_ROLES } })
  next()
}
