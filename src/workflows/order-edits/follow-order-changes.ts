import type { MedusaContainer } from "@medusajs/framework/types"
import { readConfirmedChanges, type ConfirmedChange } from "../../medusa-sql/order-changes"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import { isInWork, NO_PHOTO, type AssignmentChanges } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"
import { isUnrecorded } from "../../modules/workshop/statements"
import type { AssignmentRecord, Move, Moved, TransitionActor } from "../../modules/workshop/types"
import type { Actor } from "../assignment/actor"
import { assignmentOf, emitTransition, withAssignmentLock } from "../assignment/of-order"
import { findActor } from "../assignment/steps/find-actor"
import { cancelUnduePayments } from "./cancel-undue-payments"
import { beginSweep, type ReportOrder } from "../sweep"
import { renewPayment } from "./renew-payment"
import { roundAfter } from "./replacement"
import { writeOffAgain } from "./write-off-again"

const UNRECORDED = isUnrecorded("change")

/** The admin user who confirmed the change, or the shopper who moved the order to another zone. */
async function actorOf(
  container: MedusaContainer,
  { confirmed_by: id }: ConfirmedChange,
): Promise<TransitionActor> {
  try {
    if (!id) {
      return { type: "system" }
    }
    const actor: Actor = id.startsWith("cus_")
      ? { type: "shopper", customer_id: id }
      : { type: "admin", user_id: id }
    return (await findActor(actor, container)).signature
  } catch {
    // A secret API key confirmed it, or the user is deleted.
    return { type: "system" }
  }
}

/** A finished bouquet with other contents is made again, with a new photo. */
const isMadeAgain = (assignment: AssignmentRecord, change: ConfirmedChange) =>
  assignment.status === "ready" && isInWork(assignment) && change.changes_items

const BACK_TO_FLORIST = {
  ...NO_PHOTO,
  ready_at: null,
  courier_id: null,
  taken_at: null,
} satisfies Partial<AssignmentChanges>

/**
 * Applies one change to the workshop. The transition is written last: until then the sweep repeats everything, and each
 * part does nothing when it is already done.
 */
async function record(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  change: ConfirmedChange,
): Promise<Moved | undefined> {
  await cancelUnduePayments(container, assignment.order_id)
  const round = await roundAfter(container, assignment, change)
  if (round) {
    return recordMove(container, assignment, change, round)
  }
  const written = isInWork(assignment) ? await writeOffAgain(container, assignment) : undefined
  const again = isMadeAgain(assignment, change)
  return recordMove(container, assignment, change, {
    to: again ? "accepted" : assignment.status,
    patch: {
      ...(again ? BACK_TO_FLORIST : {}),
      ...(written ? { fulfillment_id: written.fulfillment_id } : {}),
    },
    metadata: {
      ...(again && assignment.courier_id ? { courier_id: assignment.courier_id } : {}),
      ...(written?.problem ? { problem: written.problem } : {}),
    },
  })
}

async function recordMove(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  change: ConfirmedChange,
  { to, patch, metadata }: Pick<Move, "to" | "patch" | "metadata">,
): Promise<Moved | undefined> {
  return container.resolve<WorkshopModuleService>(WORKSHOP_MODULE).move({
    assignment_id: assignment.id,
    action: "change",
    from: [assignment.status],
    to,
    patch,
    actor: await actorOf(container, change),
    metadata: {
      change_id: change.id,
      kind: change.kind,
      changes_items: change.changes_items,
      ...metadata,
    },
  })
}

/**
 * Lets the workshop follow the confirmed edits, returns, exchanges and claims of an order: renews an awaited payment with
 * the new amount, writes the stock off again, gives a finished bouquet back to its florist, offers the goods of an exchange
 * or a claim to the florists, and records the change, so that the cards and notices follow. Idempotent.
 *
 * It is a plain function and not a workflow: Medusa has already applied the change, so nothing is undone, and a repeated
 * call continues after an error.
 */
export async function followOrderChanges(container: MedusaContainer, orderId: string): Promise<void> {
  const found = await assignmentOf(container, orderId)
  if (!found) {
    return
  }
  if (!(await readConfirmedChanges(container, UNRECORDED, orderId)).length) {
    return
  }
  if (found.status === "awaiting_payment") {
    // Before the lock of the assignment: see withPaymentsLock.
    await renewPayment(container, orderId)
  }
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const moves = await withAssignmentLock(container, found.id, async () => {
    const recorded: Moved[] = []
    for (const change of await readConfirmedChanges(container, UNRECORDED, orderId)) {
      const moved = await record(container, await workshop.retrieveAssignment(found.id), change)
      recorded.push(...(moved ? [moved] : []))
    }
    return recorded
  })
  for (const { transition_id: id } of moves) {
    await emitTransition(container, { id, assignment_id: found.id })
  }
}

/** Follows the changes of all orders whose event was lost or whose process stopped. */
export async function sweepOrderChanges(container: MedusaContainer, report: ReportOrder): Promise<void> {
  const changes = await readConfirmedChanges(container, UNRECORDED)
  const sweep = await beginSweep(container, { task: "follow-order-changes" })
  for (const [id, { number }] of new Map(changes.map((change) => [change.order_id, change]))) {
    await sweep.run(
      { id, order: number },
      () => followOrderChanges(container, id),
      (error) => report({ order_id: id, number }, error),
    )
  }
}
