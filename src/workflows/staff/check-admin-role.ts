import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import { adminRole, type AdminCaller } from "./admin-role"

export type CheckAdminRoleInput = { caller: AdminCaller; roles: readonly StaffRole[] }

/**
 * Returns the role of a caller of the Admin API if it is one of the allowed roles.
 *
 * @throws not_allowed
 */
export async function checkAdminRole(
  container: MedusaContainer,
  { caller, roles }: CheckAdminRoleInput,
): Promise<StaffRole> {
  const role = await adminRole(container, caller)
  if (!role || !roles.includes(role)) {
    throw shopError("not_allowed", "Your role does not allow this.", MedusaError.Types.FORBIDDEN)
  }
  return role
}
