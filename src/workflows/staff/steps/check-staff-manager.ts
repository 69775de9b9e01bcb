import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"
import type { Actor } from "../../assignment/actor"
import { findActor } from "../../assignment/steps/find-actor"

/**
 * Only the owner, or a user of Medusa's admin, decides who belongs to the staff. Only throws.
 *
 * @throws not_staff, not_allowed
 */
export const checkStaffManagerStep = createStep(
  "check-staff-manager",
  async (actor: Actor, { container }) => {
    const { role, signature } = await findActor(actor, container)
    if (!["owner", "admin", "system"].includes(role)) {
      throw shopError("not_allowed", "Only the owner may do this.", MedusaError.Types.FORBIDDEN)
    }
    return new StepResponse(signature)
  },
)
