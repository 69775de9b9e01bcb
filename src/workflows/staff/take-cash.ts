import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { CashHandOverRecord, StaffMemberRecord } from "../../modules/workshop/types"
import { recordAudit } from "../audit/record-audit"
import { refuse } from "../assignment/steps/refuse"

/** Whether a member may confirm the cash of a courier: owners and managers, but not their own. */
export const mayTakeCash = (
  { id, role }: Pick<StaffMemberRecord, "id" | "role">,
  courierId: string,
): boolean => (role === "owner" || role === "manager") && id !== courierId

/**
 * Records that a courier handed over their cash of one currency. The second of two taps finds nothing left.
 *
 * @param input `amount`: in minor units, as the taker saw it
 * @throws not_allowed, not_found, cash_changed, cash_taken
 */
export async function takeCash(
  container: MedusaContainer,
  input: { courier_id: string; taker: StaffMemberRecord; amount: number; currency_code: string },
): Promise<CashHandOverRecord> {
  const { courier_id, taker, amount, currency_code } = input
  if (!mayTakeCash(taker, courier_id)) {
    throw refuse("not_allowed")
  }
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [courier] = await workshop.listStaffMembers({ id: courier_id }, { take: 1 })
  if (!courier) {
    throw shopError("not_found", "The staff member was not found.")
  }
  const taken = await workshop.takeOpenCash({ courier, taker, amount, currency_code })
  if ("open" in taken) {
    throw taken.open === 0
      ? shopError("cash_taken", "The cash was handed over already.")
      : shopError("cash_changed", "The courier has another amount now.")
  }
  const { id, courier_name } = taken.hand_over
  await recordAudit(container, {
    actor: { signature: { type: "staff", id: taker.id, name: taker.name } },
    action: "take-cash",
    subject_type: "cash_hand_over",
    subject_id: id,
    after: { courier_id, courier_name, amount, currency_code },
  })
  return taken.hand_over
}
