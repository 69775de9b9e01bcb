import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import type { StaffRole } from "../modules/workshop/order-transitions"
import { errorCode } from "../lib/errors"
import { checkAdminRole } from "../workflows/staff/check-admin-role"

/** Roles that may change placed orders. */
const DESK_ROLES: StaffRole[] = ["owner", "manager"]

/** @throws `not_allowed` when the user is neither owner nor manager */
async function checkDeskRole({ auth_context, scope }: AuthenticatedMedusaRequest): Promise<void> {
  const { actor_type: type, actor_id: id } = auth_context
  await checkAdminRole(scope, { caller: { type, id }, roles: DESK_ROLES })
}

/** Whether the logged-in user is an owner or a manager. */
export async function hasDeskRole(req: AuthenticatedMedusaRequest): Promise<boolean> {
  try {
    await checkDeskRole(req)
    return true
  } catch (error) {
    if (errorCode(error) === "not_allowed") {
      return false
    }
    throw error
  }
}

/** Middleware that refuses users who are neither owner nor manager with 403 and the code `not_allowed`. */
export async function onlyDeskRoles(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  await checkDeskRole(req)
  next()
}
