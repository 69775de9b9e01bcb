import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { Language } from "../../lib/shop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { StaffMemberRecord } from "../../modules/workshop/types"
import { rolesChanged } from "./admin-role"
import { recordAudit } from "../audit/record-audit"
import { rightsOf } from "./rights"

export type UseInviteInput = { token: string; telegram_id: string; name: string; language: Language }

const SENTENCES = {
  invite_invalid: "There is no such invite.",
  invite_used: "This invite has already been used.",
  invite_expired: "This invite has expired: ask for a new one.",
  already_staff: "You are already a staff member.",
} as const

/**
 * Makes a Telegram user a staff member by an invite. Of two concurrent calls one gets
 * `invite_used`.
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
  await rolesChanged(container)
  const { member } = answer
  await recordAudit(container, {
    actor: { signature: { type: "staff", id: member.id, name: member.name } },
    action: "accept-invite",
    subject_type: "staff_member",
    subject_id: member.id,
    after: rightsOf(member),
  })
  return member
}
