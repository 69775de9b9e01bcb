import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { listSlots, type DeliveryMethod, type Slot } from "../../modules/delivery/slots"
import { addDays, dateAt, isCalendarDate } from "../../modules/delivery/zoned-time"
import { TIME_ZONE } from "../../lib/shop"
import { MAX_DAYS_AHEAD } from "./rules/choose-slot"

export type ListDeliverySlotsInput = {
  method: DeliveryMethod
  /** "YYYY-MM-DD" on the shop's calendar; today when left out or past. */
  from?: string
  /** 1 to 31; 14 when left out. */
  days?: number
  /** ISO instant that counts as now; the present when left out. */
  now?: string
}

const invalid = (sentence: string) => shopError("invalid_slot", sentence, MedusaError.Types.INVALID_DATA)

/**
 * The delivery slots of some days: each open window of each day, with the places left, and why it cannot be
 * had if it cannot.
 *
 * @throws invalid_slot when the days asked for are none
 */
export async function listDeliverySlots(
  container: MedusaContainer,
  input: ListDeliverySlotsInput,
): Promise<Slot[]> {
  const { method, from, days = 14 } = input
  if (from !== undefined && !isCalendarDate(from)) {
    throw invalid("The first day must be a day such as 2026-03-08.")
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
  const last = addDays(today, MAX_DAYS_AHEAD)
  return listSlots(method, first, days, state).filter((slot) => slot.date <= last)
}
