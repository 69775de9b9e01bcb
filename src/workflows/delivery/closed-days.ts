import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { isCalendarDate } from "../../modules/delivery/zoned-time"

export type ClosedDayData = {
  /** "YYYY-MM-DD" in the shop's time zone. */
  date: string
  reason?: string | null
}

/**
 * Closes a day, or changes the reason of a closed day. Orders of the day stay.
 *
 * @throws invalid_date
 */
export async function addClosedDay(container: MedusaContainer, input: ClosedDayData) {
  if (!isCalendarDate(input.date)) {
    throw shopError("invalid_date", "The date must have the form 2026-03-08.", MedusaError.Types.INVALID_DATA)
  }
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  return service.closeDay({ date: input.date, reason: input.reason ?? null })
}

/** Opens a day. Changes nothing if it is not closed. */
export async function openDay(container: MedusaContainer, { date }: { date: string }): Promise<void> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const closed = await service.listClosedDays({ date }, { take: 1 })
  await service.softDeleteClosedDays(closed.map(({ id }) => id))
}

/**
 * Opens a closed day.
 *
 * @returns the id
 * @throws closed_day_not_found
 */
export async function removeClosedDay(container: MedusaContainer, input: { id: string }): Promise<string> {
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const [day] = await service.listClosedDays({ id: input.id }, { take: 1 })
  if (!day) {
    throw shopError("closed_day_not_found", "There is no such closed day.", MedusaError.Types.NOT_FOUND)
  }
  await service.softDeleteClosedDays(day.id)
  return day.id
}
