import type { MedusaContainer } from "@medusajs/framework/types"
import { TIME_ZONE } from "../../lib/shop"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { slotId, windowServes } from "../../modules/delivery/slots"
import { instantOf, type CalendarDate } from "../../modules/delivery/zoned-time"

/** One window on one day, as staff see it: for delivery and pick-up together. */
export type DaySlot = {
  id: string
  /** "HH:MM" in the shop's time zone. */
  start: string
  end: string
  express: boolean
  /** Orders that have a place in it. */
  taken: number
  capacity: number
  is_closed: boolean
}

/** The windows of a day that are not over, in order of time, and whether the whole day is closed. */
export async function slotsOfDay(
  container: MedusaContainer,
  date: CalendarDate,
  now = new Date(),
): Promise<{ is_closed: boolean; slots: DaySlot[] }> {
  const { windows, closed, taken } = await stateOf(container, date, date, now)
  const slots = windows
    .filter((window) => windowServes(window, date, "delivery") || windowServes(window, date, "pickup"))
    .filter(({ end }) => instantOf(date, end, TIME_ZONE) > now)
    .map(({ id: windowId, start, end, express_minutes, capacity }) => {
      const id = slotId(date, windowId)
      return {
        ...{ id, start, end, capacity },
        express: Boolean(express_minutes),
        taken: taken.get(id) ?? 0,
        is_closed: closed.has(id),
      }
    })
    .sort((one, other) => one.start.localeCompare(other.start))
  return { is_closed: closed.has(date), slots }
}

/** The closed days ("YYYY-MM-DD") and closed slots (their ids) of a period. One query reads them. */
export const closedBetween = async (
  container: MedusaContainer,
  from: CalendarDate,
  to: CalendarDate,
): Promise<ReadonlySet<string>> => (await stateOf(container, from, to, new Date())).closed

const stateOf = (container: MedusaContainer, from: CalendarDate, to: CalendarDate, now: Date) =>
  container.resolve<DeliveryModuleService>(DELIVERY_MODULE).slotState({ from, to, now, timeZone: TIME_ZONE })
