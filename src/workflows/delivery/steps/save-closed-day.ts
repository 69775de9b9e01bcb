import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import { isCalendarDate } from "../../../modules/delivery/zoned-time"

export type ClosedDayData = {
  /** "YYYY-MM-DD" in the shop's time zone. */
  date: string
  reason?: string | null
}

/**
 * Closes a day. If the day is already closed, only its reason changes.
 *
 * @throws invalid_date
 */
export const addClosedDayStep = createStep(
  "add-closed-day",
  async (input: ClosedDayData, { container }) => {
    if (!isCalendarDate(input.date)) {
      throw shopError(
        "invalid_date",
        "The date must have the form 2026-03-08.",
        MedusaError.Types.INVALID_DATA,
      )
    }
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    const [before] = await service.listClosedDays({ date: input.date }, { take: 1 })
    const data = { date: input.date, reason: input.reason ?? null }
    const day = before
      ? await service.updateClosedDays({ id: before.id, ...data })
      : await service.createClosedDays(data)
    return new StepResponse(day, { id: day.id, before })
  },
  async (undo, { container }) => {
    if (!undo) {
      return
    }
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    if (undo.before) {
      await service.updateClosedDays(undo.before)
    } else {
      await service.deleteClosedDays(undo.id)
    }
  },
)

/**
 * Opens a closed day again.
 *
 * @throws closed_day_not_found
 */
export const removeClosedDayStep = createStep(
  "remove-closed-day",
  async (input: { id: string }, { container }) => {
    const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
    const [day] = await service.listClosedDays({ id: input.id }, { take: 1 })
    if (!day) {
      throw shopError("closed_day_not_found", "There is no such closed day.", MedusaError.Types.NOT_FOUND)
    }
    await service.softDeleteClosedDays(day.id)
    return new StepResponse(day.id, day.id)
  },
  async (id, { container }) => {
    if (id) {
      const service: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
      await service.restoreClosedDays(id)
    }
  },
)
