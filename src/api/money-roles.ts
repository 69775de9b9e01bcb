import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import { errorCode } from "../lib/errors"
import type { StaffRole } from "../modules/workshop/order-transitions"
import { checkAdminRoleWorkflow } from "../workflows/staff/check-admin-role"

/** Who looks into the shop's money, and moves it. */
const MONEY_ROLES: StaffRole[] = ["owner", "manager", "accountant"]

/** @throws not_allowed to whoever has no role about money */
async function checkMoneyRole({ auth_context, scope }: AuthenticatedMedusaRequest): Promise<void> {
  const { actor_type: type, actor_id: id } = auth_context
  await checkAdminRoleWorkflow(scope).run({ input: { caller: { type, id }, roles: MONEY_ROLES } })
}

/** Whether who asks looks into the shop's money. */
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

/** Lets only those on whose role is money; the others are answered 403 with the code not_allowed. */
export async function onlyMoneyRoles(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  await checkMoneyRole(req)
  next()
}
