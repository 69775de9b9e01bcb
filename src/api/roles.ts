import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../lib/errors"
import type { StaffRole } from "../modules/workshop/order-transitions"
import { adminRole, type AdminCaller } from "../workflows/staff/admin-role"
import { mayCall } from "./admin-access"

/** Roles that may move the shop's money, and see what its stock is worth. */
const MONEY_ROLES: readonly StaffRole[] = ["owner", "manager", "accountant"]

/** The logged-in user, or the secret API key, of a request to the Admin API; undefined without a login. */
export function callerOf(
  req: Pick<AuthenticatedMedusaRequest, "scope"> & Partial<AuthenticatedMedusaRequest>,
): AdminCaller | undefined {
  const login = req.auth_context
  return login?.actor_id ? { type: login.actor_type, id: login.actor_id } : undefined
}

/** The caller's role as a staff member; undefined without one. */
export async function roleOf(req: AuthenticatedMedusaRequest): Promise<StaffRole | undefined> {
  const caller = callerOf(req)
  return caller && (await adminRole(req.scope, caller))
}

/** Whether the caller's role may send a request, according to the table in admin-access.ts. */
export async function hasAccess(
  req: AuthenticatedMedusaRequest,
  method: string,
  path: string,
): Promise<boolean> {
  const role = await roleOf(req)
  return role !== undefined && mayCall(role, method, path)
}

/** Whether the caller has a money role. */
export async function seesMoney(req: AuthenticatedMedusaRequest): Promise<boolean> {
  const role = await roleOf(req)
  return role !== undefined && MONEY_ROLES.includes(role)
}

/**
 * Checks that the caller has a money role.
 *
 * @throws not_allowed
 */
export async function checkMoneyRole(req: AuthenticatedMedusaRequest, sentence: string): Promise<void> {
  if (!(await seesMoney(req))) {
    throw shopError("not_allowed", sentence, MedusaError.Types.FORBIDDEN)
  }
}
