import type { MedusaContainer } from "@medusajs/framework/types"
import { TIME_ZONE } from "../../lib/shop"
import { addDays, dateAt, type CalendarDate } from "../../modules/delivery/zoned-time"
import { settingsOf } from "../settings"

/** The last day that a delivery or a pick-up can be ordered for. */
export const lastDay = (container: MedusaContainer, now = new Date()): CalendarDate =>
  addDays(dateAt(now, TIME_ZONE), settingsOf(container).deliveryDaysAhead)
