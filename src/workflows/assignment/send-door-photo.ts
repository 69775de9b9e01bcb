import type { MedusaContainer } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { deliveryOf } from "../delivery/of-order"
import { emitTransition, withAssignmentLock } from "./of-order"

/** Whether the giver waits for the photo of this courier, who has handed the gift over and may still undo it. */
export const wantsDoorPhoto = async (
  container: MedusaContainer,
  { order_id, status, courier_id, confirmed_at, door_photo_file_id }: AssignmentRecord,
  memberId: string,
): Promise<boolean> =>
  (status === "delivered" || (status === "out_for_delivery" && confirmed_at !== null)) &&
  courier_id === memberId &&
  !door_photo_file_id &&
  ((await deliveryOf(container, order_id))?.door_photo ?? false)

export type DoorPhotoInput = { assignment_id: string; telegram_id: string; photo_file_id: string }

/**
 * Stores the photo that the courier took when the recipient got the gift. The giver gets it with the notice of the delivery,
 * or after it.
 *
 * @returns the order's number; undefined when nobody waits for this courier's photo
 */
export async function sendDoorPhoto(
  container: MedusaContainer,
  { assignment_id, telegram_id, photo_file_id }: DoorPhotoInput,
): Promise<number | undefined> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const member = await workshop.findActiveMember(telegram_id)
  const [assignment] = await workshop.listAssignments({ id: assignment_id }, { take: 1 })
  if (!member || !assignment || !(await wantsDoorPhoto(container, assignment, member.id))) {
    return undefined
  }
  const id = await withAssignmentLock(container, assignment_id, () =>
    workshop.recordDoorPhoto({ assignment_id, courier_id: member.id, name: member.name, photo_file_id }),
  )
  if (id === undefined) {
    return undefined
  }
  await (id && emitTransition(container, { id, assignment_id }))
  return assignment.display_id
}
