import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import type { StaffRole } from "../../../modules/workshop/order-transitions"
import { adminRole, type AdminCaller } from "../admin-role"

export type CheckAdminRoleInput = { caller: AdminCaller; roles: readonly StaffRole[] }

/**
 * Checks that a caller of the Admin API has one of the roles. Writes nothing.
 *
 * @returns the caller's role
 * @throws not_allowed
 */
export const checkAdminRoleStep = createStep(
  "check-admin-role",
  async ({ caller, roles }: CheckAdminRoleInput, { container }) => {
    const role = await adminRole(container, caller)
    if (!role || !roles.includes(role)) {
      throw shopError("not_allowed", "Your role does not allow this.", MedusaError.Types.FORBIDDEN)
    }
    return new StepResponse(role)
  },
)
