import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import type { Actor } from "../../assignment/actor"
import { findActor } from "../../assignment/steps/find-actor"
import { adminRole, callerWithId } from "../admin-role"

/**
 * Checks that the actor is the owner, in Telegram or in Medusa's admin, because only the owner manages staff.
 *
 * @returns the actor as transitions store it
 * @throws not_staff, not_allowed
 */
export const checkStaffManagerStep = createStep(
  "check-staff-manager",
  async (actor: Actor, { container }) => {
    const { role, signature } = await findActor(actor, container)
    const known = actor.type === "admin" ? await adminRole(container, callerWithId(actor.user_id)) : role
    if (known !== "owner" && known !== "system") {
      throw shopError("not_allowed", "Only the owner may do this.", MedusaError.Types.FORBIDDEN)
    }
    return new StepResponse(signature)
  },
)
