import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { errorCode } from "../lib/errors"
import type { StaffRole } from "../modules/workshop/order-transitions"
import type { AdminCaller } from "../workflows/staff/admin-role"
import { checkAdminRole } from "../workflows/staff/check-admin-role"
import { onlyRoles } from "./only-roles"

/** Roles that may see and move the shop's money. */
const MONEY_ROLES: StaffRole[] = ["owner", "manager", "accountant"]

/** The logged-in user, or the secret API key, of a request to the Admin API. */
export function callerOf({ auth_context }: AuthenticatedMedusaRequest): AdminCaller {
  return { type: auth_context.actor_type, id: auth_context.actor_id }
}

/** @throws `not_allowed` when the user has no money role */
async function checkMoneyRole(req: AuthenticatedMedusaRequest): Promise<void> {
  await checkAdminRole(req.scope, { caller: callerOf(req), roles: MONEY_ROLES })
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
