import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryWindowRecord } from "../../../modules/delivery/service"
import { checkWindow, type WindowData } from "../rules/window"

const serviceOf = (container: MedusaContainer): DeliveryModuleService => container.resolve(DELIVERY_MODULE)

/** A window with its weekdays as numbers; the database stores strings. */
export const windowView = (window: DeliveryWindowRecord) => ({
  ...window,
  weekdays: window.weekdays.map(Number),
})

const stored = (window: WindowData) => ({ ...checkWindow(window), weekdays: window.weekdays.map(String) })

/**
 * Reads a delivery window.
 *
 * @throws window_not_found
 */
export async function findWindow(container: MedusaContainer, id: string): Promise<DeliveryWindowRecord> {
  const [window] = await serviceOf(container).listDeliveryWindows({ id }, { take: 1 })
  if (!window) {
    throw shopError("window_not_found", "There is no such delivery window.", MedusaError.Types.NOT_FOUND)
  }
  return window
}

/**
 * Creates a delivery window.
 *
 * @throws invalid_window
 */
export const createWindowStep = createStep(
  "create-window",
  async (input: WindowData, { container }) => {
    const window = await serviceOf(container).createDeliveryWindows(stored(input))
    return new StepResponse(windowView(window), window.id)
  },
  async (id, { container }) => {
    if (id) {
      await serviceOf(container).deleteDeliveryWindows(id)
    }
  },
)

/**
 * Changes a delivery window.
 *
 * @throws window_not_found, invalid_window
 */
export const updateWindowStep = createStep(
  "update-window",
  async (input: { id: string; changes: Partial<WindowData> }, { container }) => {
    const before = await findWindow(container, input.id)
    const { start, end, weekdays, methods, capacity, cut_off_minutes, active } = windowView(before)
    const now = { start, end, weekdays, methods, capacity, cut_off_minutes, active }
    const window = await serviceOf(container).updateDeliveryWindows({
      id: before.id,
      ...stored({ ...now, ...input.changes }),
    })
    return new StepResponse(windowView(window), before)
  },
  async (before, { container }) => {
    if (before) {
      await serviceOf(container).updateDeliveryWindows(before)
    }
  },
)

/**
 * Deletes a delivery window. Orders that use it keep their delivery time.
 *
 * @throws window_not_found
 */
export const deleteWindowStep = createStep(
  "delete-window",
  async (input: { id: string }, { container }) => {
    const { id } = await findWindow(container, input.id)
    await serviceOf(container).softDeleteDeliveryWindows(id)
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (id) {
      await serviceOf(container).restoreDeliveryWindows(id)
    }
  },
)
