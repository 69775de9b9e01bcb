import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import {
  parseSlotId,
  slotOf,
  windowServes,
  type DeliveryMethod,
  type Slot,
  type SlotProblem,
  type SlotState,
} from "../../../modules/delivery/slots"
import { addDays, dateAt } from "../../../modules/delivery/zoned-time"

/** What the rules need to judge slots. */
export type SlotBook = SlotState

/** No one orders flowers for a day further ahead. */
export const MAX_DAYS_AHEAD = 60

type ChosenSlot = { date: string; window_id: string; starts_at: Date; ends_at: Date }

const invalidSlot = () =>
  shopError("invalid_slot", "There is no such delivery slot.", MedusaError.Types.INVALID_DATA)

/** The error of a slot that cannot be had. */
export function slotError(problem: SlotProblem) {
  const sentences: Record<SlotProblem, [code: string, sentence: string]> = {
    full: ["slot_full", "This delivery slot is full."],
    cut_off: ["slot_cut_off", "It is too late for this delivery slot."],
    closed: ["slot_closed", "The shop is closed on that day."],
  }
  return shopError(...sentences[problem])
}

/**
 * The slot of that id, if it can be had now.
 *
 * @throws invalid_slot, slot_full, slot_cut_off, slot_closed
 */
export function chooseSlot(id: string, method: DeliveryMethod | null, book: SlotBook): ChosenSlot {
  const parsed = parseSlotId(id)
  const window = book.windows.find((one) => one.id === parsed?.windowId)
  const today = dateAt(book.now, book.timeZone)
  if (!parsed || !window || parsed.date > addDays(today, MAX_DAYS_AHEAD)) {
    throw invalidSlot()
  }
  const ways: DeliveryMethod[] = method ? [method] : ["delivery", "pickup"]
  const way = ways.find((one) => windowServes(window, parsed.date, one))
  if (!way) {
    throw invalidSlot()
  }
  const slot = slotOf(window, parsed.date, way, book)
  if (slot.reason) {
    throw slotError(slot.reason)
  }
  return {
    date: parsed.date,
    window_id: window.id,
    starts_at: new Date(slot.starts_at),
    ends_at: new Date(slot.ends_at),
  }
}

/** The slot that a delivery has chosen, as it is now; null when its window serves it no more. */
export function slotAsChosen(
  delivery: { method: DeliveryMethod | null; date: string | null; window_id: string | null },
  book: SlotBook,
): Slot | null {
  const { date, method } = delivery
  const window = book.windows.find((one) => one.id === delivery.window_id)
  if (!window || !date) {
    return null
  }
  const ways: DeliveryMethod[] = method ? [method] : ["delivery", "pickup"]
  const way = ways.find((one) => windowServes(window, date, one))
  return way ? slotOf(window, date, way, book) : null
}
