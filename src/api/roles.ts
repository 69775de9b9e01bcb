import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { errorCode } from "../lib/errors"
import type { StaffRole } from "../modules/workshop/order-transitions"
import type { AdminCaller } from "../workflows/staff/admin-role"
import { checkAdminRole } from "../workflows/staff/check-admin-role"
import { checkRequest } from "./check-request"

/** Roles that may see and move the shop's money. */
export const MONEY_ROLES: StaffRole[] = ["owner", "manager", "accountant"]

/** Roles that may change placed orders and customers. */
export const DESK_ROLES: StaffRole[] = ["owner", "manager"]

/** The logged-in user, or the secret API key, of a request to the Admin API. */
export function callerOf({ auth_context }: AuthenticatedMedusaRequest): AdminCaller {
  return { type: auth_context.actor_type, id: auth_context.actor_id }
}

/** Whether the logged-in user has one of the roles. */
export async function hasRole(req: AuthenticatedMedusaRequest, roles: StaffRole[]): Promise<boolean> {
  try {
    await checkAdminRole(req.scope, { caller: callerOf(req), roles })
    return true
  } catch (error) {
    if (errorCode(error) === "not_allowed") {
      return false
    }
    throw error
  }
}

/** Middleware that refuses users without one of the roles with 403 and the code `not_allowed`. */
export const onlyRoles = (roles: StaffRole[]) =>
  checkRequest((req: AuthenticatedMedusaRequest) =>
    checkAdminRole(req.scope, { caller: callerOf(req), roles }),
  )
