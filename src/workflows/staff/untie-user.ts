import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { rolesChanged } from "./admin-role"

/**
 * Unties a login that is about to be deleted from its staff member.
 *
 * @throws last_owner
 */
export async function untieUser(container: MedusaContainer, userId: string): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  if (!(await workshop.untieUser(userId))) {
    throw shopError(
      "last_owner",
      "This is the only login of an owner: make another person with a login an owner first.",
    )
  }
  await rolesChanged(container)
}
