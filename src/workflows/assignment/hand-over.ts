import type { MedusaContainer } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord, StaffMemberRecord } from "../../modules/workshop/types"
import { shopError } from "../../lib/errors"
import { minorUnits } from "../../lib/money"
import { readBalance } from "../payment/order-payment/balance"
import { settingsOf } from "../settings"
import { beginSweep, type ReportOrder } from "../sweep"
import { deliverOrderWorkflow } from "./deliver-order"
import { refuse } from "./steps/refuse"

const workshopOf = (container: MedusaContainer) => container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)

/** What the member who hands an order over has to collect, in minor units and in the main unit of its currency. */
export async function cashToTake(
  container: MedusaContainer,
  orderId: string,
): Promise<{ cash: number; due: number; currency: string }> {
  const { order, balance } = await readBalance(container, orderId)
  return { cash: minorUnits(balance.due), due: balance.due, currency: order.currency_code }
}

/**
 * Stores that a member handed an order over. The order stays in its status until the time to undo this is over, so Medusa and
 * the workshop never disagree, and neither money nor a fulfillment has to be taken back. Then
 * {@link finishHandOvers} records the delivery.
 *
 * @param cash what the member took, in minor units
 * @returns false if the hand-over is stored already
 * @throws too_late
 */
export async function confirmHandOver(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  member: StaffMemberRecord,
  cash: number,
): Promise<boolean> {
  const isStored = await workshopOf(container).confirmHandOver({
    assignment_id: assignment.id,
    from: assignment.status,
    member_id: member.id,
    cash,
  })
  const [now] = await workshopOf(container).listAssignments({ id: assignment.id }, { take: 1 })
  if (!isStored && !now?.confirmed_at) {
    throw refuse("too_late")
  }
  return isStored
}

/** Undoes {@link confirmHandOver} for the same member. @returns false when it is too late */
export function undoHandOver(
  container: MedusaContainer,
  assignmentId: string,
  member: StaffMemberRecord,
): Promise<boolean> {
  const { undoSeconds } = settingsOf(container)
  return workshopOf(container).undoHandOver(
    { assignment_id: assignmentId, member_id: member.id },
    undoSeconds,
  )
}

const BATCH = 100

/**
 * Records the deliveries whose time to undo is over. An index has only these, so the cost does not grow. A delivery that
 * Medusa refuses, such as one of an order that is being changed, is tried again and reported.
 */
export async function finishHandOvers(container: MedusaContainer, report: ReportOrder): Promise<void> {
  const sweep = await beginSweep(container, { task: "finish-hand-overs", expected: ["too_late"] })
  const ended = new Date(Date.now() - settingsOf(container).undoSeconds * 1000)
  const confirmed = await workshopOf(container).listAssignments(
    { ...sweep.due, confirmed_at: { $lte: ended } },
    { take: BATCH, order: { confirmed_at: "ASC" } },
  )
  for (const assignment of confirmed) {
    const { id, order_id, display_id: number } = assignment
    await sweep.run(
      { id, order: number },
      () => finishHandOver(container, assignment),
      (error) => report({ order_id, number }, error),
    )
  }
}

/** @throws cash_changed if an edit has changed the amount since; then the member must be asked again */
async function finishHandOver(container: MedusaContainer, assignment: AssignmentRecord): Promise<void> {
  const { id, order_id, confirmed_by, confirmed_cash } = assignment
  const workshop = workshopOf(container)
  const [member] = await workshop.listStaffMembers({ id: confirmed_by ?? "" }, { take: 1 })
  const { cash } = await cashToTake(container, order_id)
  if (!member || String(cash) !== confirmed_cash) {
    await workshop.undoHandOver({ assignment_id: id, member_id: confirmed_by ?? "" })
    throw shopError("cash_changed", "The amount to collect changed before the delivery was recorded.")
  }
  await deliverOrderWorkflow(container).run({
    input: { assignment_id: id, actor: { type: "staff", telegram_id: member.telegram_id } },
  })
}
