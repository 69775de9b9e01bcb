import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { Language } from "../../modules/workshop/language"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { StaffMemberRecord } from "../../modules/workshop/types"

export type UseInviteInput = { token: string; telegram_id: string; name: string; language: Language }

const SENTENCES = {
  invite_invalid: "There is no such invite.",
  invite_used: "This invite was used already.",
  invite_expired: "This invite is too old: ask for a new one.",
  already_staff: "You belong to the staff already.",
} as const

/**
 * Makes a Telegram user a staff member by an invite. An invite works once.
 *
 * @throws invite_invalid, invite_used, invite_expired, already_staff
 */
export async function acceptInvite(
  container: MedusaContainer,
  input: UseInviteInput,
): Promise<StaffMemberRecord> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const answer = await workshop.useInvite(input)
  if ("refusal" in answer) {
    throw shopError(answer.refusal, SENTENCES[answer.refusal], MedusaError.Types.NOT_ALLOWED)
  }
  return answer.member
}
