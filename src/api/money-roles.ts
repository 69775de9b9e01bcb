import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { errorCode } from "../lib/errors"
import type { StaffRole } from "../modules/workshop/order-transitions"
import { checkAdminRole } from "../workflows/staff/check-admin-role"
import { onlyRoles } from "./only-roles"

/** Roles that may see and move the shop's money. */
const MONEY_ROLES: StaffRole[] = ["owner", "manager", "accountant"]

/** @throws `not_allowed` when the user has no money role */
async function checkMoneyRole({ auth_context, scope }: AuthenticatedMedusaRequest): Promise<void> {
  const { actor_type: type, actor_id: id } = auth_context
  await checkAdminRole(scope, { caller: { type, id }, roles: MONEY_ROLES })
}

/** Whether the logged-in user has a money role. */
export async function hasMoneyRole(req: AuthenticatedMedusaRequest): Promise<boolean> {
  try {
    await checkMoneyRole(req)
    return true
  } catch (error) {
    if (errorCode(error) === "not_allowed") {
      return false
    }
    throw error
  }
}

/** Middleware that refuses users without a money role with 403 and the code `not_allowed`. */
export const onlyMoneyRoles = onlyRoles(...MONEY_ROLES)
