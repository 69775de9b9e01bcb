import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryWindowRecord } from "../../modules/delivery/service"
import { checkWindow, type WindowData } from "./rules/window"

const serviceOf = (container: MedusaContainer): DeliveryModuleService => container.resolve(DELIVERY_MODULE)

/** Converts the weekdays from texts to numbers. */
const windowView = (window: DeliveryWindowRecord) => ({
  ...window,
  weekdays: window.weekdays.map(Number),
})

export type DeliveryWindowView = ReturnType<typeof windowView>

const stored = (window: WindowData) => ({ ...checkWindow(window), weekdays: window.weekdays.map(String) })

/** @throws window_not_found */
export async function findWindow(container: MedusaContainer, id: string): Promise<DeliveryWindowRecord> {
  const [window] = await serviceOf(container).listDeliveryWindows({ id }, { take: 1 })
  if (!window) {
    throw shopError("window_not_found", "There is no such delivery window.", MedusaError.Types.NOT_FOUND)
  }
  return window
}

/** @throws invalid_window */
export async function createDeliveryWindow(
  container: MedusaContainer,
  input: WindowData,
): Promise<DeliveryWindowView> {
  const window = await serviceOf(container).createDeliveryWindows(stored(input))
  return windowView(window)
}

/**
 * Changes a delivery window. Orders in the window keep their hours.
 *
 * @throws window_not_found, invalid_window
 */
export async function updateDeliveryWindow(
  container: MedusaContainer,
  input: { id: string; changes: Partial<WindowData> },
): Promise<DeliveryWindowView> {
  const before = await findWindow(container, input.id)
  const { start, end, weekdays, methods, capacity, cut_off_minutes, active, express_minutes } =
    windowView(before)
  const now = { start, end, weekdays, methods, capacity, cut_off_minutes, active, express_minutes }
  const window = await serviceOf(container).updateDeliveryWindows({
    id: before.id,
    ...stored({ ...now, ...input.changes }),
  })
  return windowView(window)
}

/**
 * Deletes a delivery window. Orders in the window keep their hours.
 *
 * @returns the id
 * @throws window_not_found
 */
export async function deleteDeliveryWindow(
  container: MedusaContainer,
  input: { id: string },
): Promise<string> {
  const { id } = await findWindow(container, input.id)
  await serviceOf(container).softDeleteDeliveryWindows(id)
  return id
}
