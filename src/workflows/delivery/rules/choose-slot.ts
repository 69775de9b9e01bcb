import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import type { BuyerProblem } from "../../../modules/delivery/order-limits"
import type { BookingOutcome } from "../../../modules/delivery/service"
import {
  parseSlotId,
  slotOf,
  timesWithin,
  windowServes,
  type DeliveryMethod,
  type Slot,
  type SlotProblem,
  type SlotState,
} from "../../../modules/delivery/slots"
import { instantOf } from "../../../modules/delivery/zoned-time"

type ChosenSlot = {
  date: string
  window_id: string
  starts_at: Date
  ends_at: Date
  express: boolean
  exact_time: null
}

const invalidSlot = () =>
  shopError("invalid_slot", "There is no such delivery slot.", MedusaError.Types.INVALID_DATA)

/** Creates the error for a slot that is not available. */
export function slotError(problem: SlotProblem) {
  const sentences: Record<SlotProblem, [code: string, sentence: string]> = {
    full: ["slot_full", "This delivery slot is full."],
    cut_off: ["slot_cut_off", "It is too late for this delivery slot."],
    closed: ["slot_closed", "The shop is closed on that day."],
  }
  return shopError(...sentences[problem])
}

/** The sentence of each refusal of a buyer. */
export const BUYER_PROBLEMS: Record<BuyerProblem, string> = {
  too_many_orders: "This buyer or phone has too many orders in one hour: try again later, or call the shop.",
  unpaid_orders: "This buyer, phone or address has unpaid orders: pay or cancel one of them first.",
  open_cash_orders: "This buyer, phone or address has open orders to be paid in cash: pay this order online.",
  cash_refused: "Earlier cash orders of this phone were not received: pay this order online.",
  gift_in_advance: "An order for someone else is paid in advance: pay this order online.",
  first_order_in_advance: "A first order of this amount is paid in advance: pay this order online.",
}

const isBuyerProblem = (outcome: string): outcome is BuyerProblem => outcome in BUYER_PROBLEMS

/**
 * @throws slot_full, slot_cut_off, slot_closed, too_many_orders, unpaid_orders, open_cash_orders, cash_refused,
 * first_order_in_advance, gift_in_advance; invalid_slot if the slot's window was deleted
 */
export function checkBooking(outcome: BookingOutcome): void {
  if (outcome === "gone") {
    throw shopError("invalid_slot", "This delivery slot no longer exists.")
  }
  if (outcome === "full" || outcome === "cut_off" || outcome === "closed") {
    throw slotError(outcome)
  }
  if (isBuyerProblem(outcome)) {
    throw shopError(outcome, BUYER_PROBLEMS[outcome])
  }
}

/**
 * Finds an available slot by its id.
 *
 * @throws invalid_slot, slot_full, slot_cut_off, slot_closed
 */
export function chooseSlot(id: string, method: DeliveryMethod | null, slots: SlotState): ChosenSlot {
  const parsed = parseSlotId(id)
  const window = slots.windows.find((one) => one.id === parsed?.windowId)
  if (!parsed || !window || (slots.lastDay && parsed.date > slots.lastDay)) {
    throw invalidSlot()
  }
  const methods: DeliveryMethod[] = method ? [method] : ["delivery", "pickup"]
  const served = methods.find((one) => windowServes(window, parsed.date, one))
  if (!served) {
    throw invalidSlot()
  }
  const slot = slotOf(window, parsed.date, served, slots)
  if (slot.reason) {
    throw slotError(slot.reason)
  }
  return {
    date: parsed.date,
    window_id: window.id,
    starts_at: new Date(slot.starts_at),
    ends_at: new Date(slot.ends_at),
    express: slot.express,
    exact_time: null,
  }
}

type ChosenTime = { exact_time: string | null; starts_at?: Date; ends_at?: Date }

/**
 * Sets an exact time inside the chosen slot, "HH:MM", or removes it.
 *
 * @throws invalid_exact_time
 */
export function chooseTime(
  time: string | null,
  delivery: Parameters<typeof slotAsChosen>[0],
  slots: SlotState,
): ChosenTime {
  const slot = slotAsChosen(delivery, slots)
  if (time !== null && !(slot && timesWithin(slot).includes(time))) {
    throw shopError(
      "invalid_exact_time",
      "The delivery cannot come at this exact time.",
      MedusaError.Types.INVALID_DATA,
    )
  }
  if (!slot) {
    return { exact_time: null }
  }
  const exact = time === null ? null : instantOf(slot.date, time, slots.timeZone)
  return {
    exact_time: time,
    starts_at: exact ?? new Date(slot.starts_at),
    ends_at: exact ?? new Date(slot.ends_at),
  }
}

/**
 * The current state of the slot that a delivery has chosen; null if its window does not offer it any more.
 */
export function slotAsChosen(
  delivery: {
    method: DeliveryMethod | null
    date: string | null
    window_id: string | null
    express: boolean
  },
  slots: SlotState,
): Slot | null {
  const { date, method, express } = delivery
  const window = slots.windows.find((one) => one.id === delivery.window_id)
  if (!window || !date || Boolean(window.express_minutes) !== express) {
    return null
  }
  const methods: DeliveryMethod[] = method ? [method] : ["delivery", "pickup"]
  const served = methods.find((one) => windowServes(window, date, one))
  return served ? slotOf(window, date, served, slots) : null
}
