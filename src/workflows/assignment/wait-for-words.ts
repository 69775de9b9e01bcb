import type { MedusaContainer } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord } from "../../modules/workshop/types"
import { deliveryOf } from "../delivery/of-order"
import { settingsOf } from "../settings"
import { photoWait } from "./rules/photo-wait"

/** Time in minutes for the words of a buyer who wants a change. */
const WORDS_MINUTES = 5

/** Lets the couriers wait a little longer while the buyer writes what is to be changed. The slot limits the time. */
export async function waitForWords(
  container: MedusaContainer,
  { id, order_id, method }: Pick<AssignmentRecord, "id" | "order_id" | "method">,
): Promise<void> {
  const ends_at = (await deliveryOf(container, order_id))?.ends_at ?? null
  const settings = { ...settingsOf(container), photoApprovalMinutes: WORDS_MINUTES }
  const { photo_due_at } = photoWait({ method, ends_at }, settings, new Date())
  if (photo_due_at) {
    await container
      .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      .extendPhotoWait({ assignment_id: id, until: photo_due_at })
  }
}
