import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { listSlots, type DeliveryMethod, type Slot } from "../../modules/delivery/slots"
import { addDays, dateAt, isCalendarDate } from "../../modules/delivery/zoned-time"
import { TIME_ZONE } from "../../lib/shop"
import { lastDay } from "./last-day"

export type ListDeliverySlotsInput = {
  method: DeliveryMethod
  /** "YYYY-MM-DD" in the shop's time zone; today if absent or in the past. */
  from?: string
  /** Number of days, 1 to 31; by default 14. One query reads them. */
  days?: number
  /** ISO 8601 timestamp to use as the current time; by default the real time. */
  now?: string
}

const invalid = (sentence: string) => shopError("invalid_slot", sentence, MedusaError.Types.INVALID_DATA)

/**
 * Lists the delivery slots of some days: each active window of each day, with its free places. An unavailable
 * slot has a reason.
 *
 * @throws invalid_slot if the range of days is invalid
 */
export async function listDeliverySlots(
  container: MedusaContainer,
  input: ListDeliverySlotsInput,
): Promise<Slot[]> {
  const { method, from, days = 14 } = input
  if (from !== undefined && !isCalendarDate(from)) {
    throw invalid("The first day must be a date such as 2026-03-08.")
  }
  if (!Number.isInteger(days) || days < 1 || days > 31) {
    throw invalid("The number of days must be from 1 to 31.")
  }
  const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
  const now = input.now ? new Date(input.now) : new Date()
  const today = dateAt(now, TIME_ZONE)
  const first = from && from > today ? from : today
  const state = await service.slotState({
    from: first,
    to: addDays(first, days - 1),
    now,
    timeZone: TIME_ZONE,
  })
  const last = lastDay(container, now)
  return listSlots(method, first, days, state).filter((slot) => slot.date <= last)
}
