import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { CheckedAction } from "./check-action"

/**
 * Determines whether all active florists, including this one, have declined the order since it was last
 * offered.
 *
 * @throws already_declined if this florist has already declined it
 */
export const countDeclinesStep = createStep(
  "count-declines",
  async ({ assignment, actor }: CheckedAction, { container }) => {
    const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const [declines, florists] = await Promise.all([
      workshop.listTransitions({
        assignment_id: assignment.id,
        action: "decline",
        created_at: { $gte: assignment.offered_at ?? new Date(0) },
      }),
      workshop.listStaffMembers({ role: "florist", active: true }),
    ])
    const declined = new Set(declines.map((transition) => transition.actor_id))
    if (declined.has(actor.member_id)) {
      throw shopError("already_declined", "You have already declined this order.")
    }
    declined.add(actor.member_id)
    return new StepResponse({ all_declined: florists.every((florist) => declined.has(florist.id)) })
  },
)
