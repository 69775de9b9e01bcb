import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { TIME_ZONE } from "../../lib/shop"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { dateAt, isCalendarDate } from "../../modules/delivery/zoned-time"
import { findWindow } from "./delivery-windows"

export type ClosedSlotData = {
  /** "YYYY-MM-DD" in the shop's time zone. */
  date: string
  window_id: string
  reason?: string | null
}

const invalidDate = () =>
  shopError("invalid_date", "The date must have the form 2026-03-08.", MedusaError.Types.INVALID_DATA)

const serviceOf = (container: MedusaContainer): DeliveryModuleService => container.resolve(DELIVERY_MODULE)

/**
 * Lists the closed slots by date. Slots in closed days are not among them.
 *
 * @param from the first day, "YYYY-MM-DD"; today if absent
 * @throws invalid_date
 */
export async function listClosedSlots(container: MedusaContainer, { from }: { from?: string }) {
  if (from !== undefined && !isCalendarDate(from)) {
    throw invalidDate()
  }
  return serviceOf(container).listClosedSlots(
    { date: { $gte: from ?? dateAt(new Date(), TIME_ZONE) } },
    { take: null, order: { date: "ASC", window_id: "ASC" } },
  )
}

/**
 * Closes one window on one day, or changes the reason. Orders of the slot stay.
 *
 * @throws invalid_date, window_not_found
 */
export async function addClosedSlot(container: MedusaContainer, input: ClosedSlotData) {
  if (!isCalendarDate(input.date)) {
    throw invalidDate()
  }
  const { id: window_id } = await findWindow(container, input.window_id)
  return serviceOf(container).closeSlot({ date: input.date, window_id, reason: input.reason ?? null })
}

/** Opens a window on one day. Changes nothing if it is not closed. */
export async function openSlot(
  container: MedusaContainer,
  { date, window_id }: Pick<ClosedSlotData, "date" | "window_id">,
): Promise<void> {
  const service = serviceOf(container)
  const closed = await service.listClosedSlots({ date, window_id }, { take: 1 })
  await service.softDeleteClosedSlots(closed.map(({ id }) => id))
}

/**
 * Opens a closed slot.
 *
 * @returns the id
 * @throws closed_slot_not_found
 */
export async function removeClosedSlot(container: MedusaContainer, input: { id: string }): Promise<string> {
  const service = serviceOf(container)
  const [slot] = await service.listClosedSlots({ id: input.id }, { take: 1 })
  if (!slot) {
    throw shopError("closed_slot_not_found", "There is no such closed slot.", MedusaError.Types.NOT_FOUND)
  }
  await service.softDeleteClosedSlots(slot.id)
  return slot.id
}
