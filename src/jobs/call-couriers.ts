import type { MedusaContainer } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../modules/workshop"
import type WorkshopModuleService from "../modules/workshop/service"
import { approvePhotoWorkflow } from "../workflows/assignment/approve-photo"
import { beginSweep } from "../workflows/sweep"

const BATCH = 100

/** Lets orders go on whose buyer did not answer to the photo in time: the couriers are called. */
export default async function callCouriers(container: MedusaContainer): Promise<void> {
  const sweep = await beginSweep(container, { task: "call-couriers", expected: ["too_late"] })
  const due = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listAssignments(
      { ...sweep.due, photo_due_at: { $lte: new Date() } },
      { select: ["id", "display_id"], order: { photo_due_at: "ASC" }, take: BATCH },
    )
  for (const { id, display_id } of due) {
    await sweep.run({ id, order: display_id }, () =>
      approvePhotoWorkflow(container).run({ input: { assignment_id: id, actor: { type: "system" } } }),
    )
  }
}

export const config = { name: "call-couriers", schedule: "6,36 * * * * *" }
