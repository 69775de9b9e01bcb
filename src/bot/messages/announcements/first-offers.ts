import type { MedusaContainer } from "@medusajs/framework/types"
import { workshopOf } from "../../ui/workshop"
import { announceAssignment } from "./announcer"

const BATCH = 100

/**
 * Offers the orders whose first florist did not answer in time to all florists. The cards are enqueued before the order loses its
 * first florist, so a process that dies in between leaves it to the next run.
 *
 * @param now the current time; tests pass another
 */
export async function endFirstOffers(container: MedusaContainer, now: Date): Promise<void> {
  const workshop = workshopOf(container)
  const due = await workshop.listAssignments(
    { status: "offered", first_until: { $lte: now } },
    { select: ["id"], take: BATCH },
  )
  for (const { id } of due) {
    await announceAssignment(container, id)
    await workshop.offerToAll(id)
  }
}
