import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { AssignmentEvents } from "../../lib/events"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"

/** Lock times in s. Each action of the workshop takes the same lock. */
const LOCK = { timeout: 15, expire: 60 }

/** The assignment of an order; undefined for an order that does not go through the workshop. */
export async function assignmentOf(
  container: MedusaContainer,
  orderId: string,
): Promise<AssignmentRecord | undefined> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  return (await workshop.listAssignments({ order_id: orderId }, { take: 1 })).at(0)
}

/** Runs `act` while no action of the workshop changes the assignment. */
export const withAssignmentLock = <Result>(
  container: MedusaContainer,
  assignmentId: string,
  act: () => Promise<Result>,
): Promise<Result> => container.resolve(Modules.LOCKING).execute([`assignment:${assignmentId}`], act, LOCK)

/** Emits the event of a stored transition, so that its messages are sent at once. */
export async function emitTransition(
  container: MedusaContainer,
  transition: { id: string; assignment_id: string },
): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name: AssignmentEvents.TRANSITIONED, data: transition })
}
