import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import type { StaffRole } from "../modules/workshop/order-transitions"
import { checkAdminRole } from "../workflows/staff/check-admin-role"

/** Middleware that refuses users without one of the roles with 403 and the code `not_allowed`. */
export function onlyRoles(...roles: StaffRole[]) {
  return async (
    { auth_context, scope }: AuthenticatedMedusaRequest,
    _res: MedusaResponse,
    next: MedusaNextFunction,
  ): Promise<void> => {
    const { actor_type: type, actor_id: id } = auth_context
    await checkAdminRole(scope, { caller: { type, id }, roles })
    next()
  }
}
