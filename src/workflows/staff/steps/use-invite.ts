import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type { Language } from "../../../lib/shop"
import type WorkshopModuleService from "../../../modules/workshop/service"

export type UseInviteInput = { token: string; telegram_id: string; name: string; language: Language }

const SENTENCES = {
  invite_invalid: "There is no such invite.",
  invite_used: "This invite was used already.",
  invite_expired: "This invite is too old: ask for a new one.",
  already_staff: "You belong to the staff already.",
} as const

/** Takes the invite up, once; two taps at once: one of them finds it used. */
export const useInviteStep = createStep("use-invite", async (input: UseInviteInput, { container }) => {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const answer = await workshop.useInvite(input)
  if ("refusal" in answer) {
    throw shopError(answer.refusal, SENTENCES[answer.refusal], MedusaError.Types.NOT_ALLOWED)
  }
  return new StepResponse(answer.member)
})
