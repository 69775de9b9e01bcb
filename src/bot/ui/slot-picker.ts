import { InlineKeyboard } from "grammy"
import type { DeliveryMethod, Slot, SlotProblem } from "../../modules/delivery/slots"
import { lastDay } from "../../workflows/delivery/last-day"
import { listDeliverySlots } from "../../workflows/delivery/list-delivery-slots"
import type { ShopContext } from "../runtime/context"
import { calendar, isMonth } from "./calendar"
import type { TextKey } from "./texts"
import { dayInFull, dayInShort, dayOf, isDay, plusDays } from "./when"

/** Number of near days: two rows of buttons fit on a phone without scrolling. */
const NEAR_DAYS = 7

const MARKS: Record<SlotProblem, TextKey> = {
  full: "checkout.slot_full_mark",
  closed: "checkout.slot_closed_mark",
  cut_off: "checkout.slot_past_mark",
}

type SlotChoice = {
  method: DeliveryMethod
  /**
   * The day to open, "YYYY-MM-DD", or the month of the calendar to open, "YYYY-MM"; by default the first near day with a
   * free slot.
   */
  wished?: string
  chosenId?: string | null
  /** Price of an express delivery, as text; absent if it is not offered. */
  expressPrice?: string
  /** Callback data of the buttons. The day is `wished` of the next picker. */
  dayButton: (day: string) => string
  slotButton: (slotId: string) => string
}

/**
 * Buttons that choose a slot: the first rows show the near days and a button for the calendar, the rows below show the times
 * of the open day. `about` is the open day, or the hint of the calendar, HTML.
 */
export async function slotPicker(
  ctx: ShopContext,
  { method, wished, chosenId = null, expressPrice, dayButton, slotButton }: SlotChoice,
): Promise<{ keyboard: InlineKeyboard; about: string }> {
  const { t } = ctx
  if (wished && isMonth(wished)) {
    return calendar(ctx, { method, wished, dayButton })
  }
  const today = dayOf()
  const asked =
    wished && isDay(wished) && wished >= today && wished <= lastDay(ctx.container) ? wished : undefined
  const range = asked ? { from: asked, days: 1 } : { from: today, days: NEAR_DAYS }
  const all = await listDeliverySlots(ctx.container, { method, ...range })
  const slots = all.filter(({ express }) => !express)
  const day = asked ?? firstOpenDay(slots, today)
  const ofDay = slots.filter(({ date }) => date === day)
  const keyboard = new InlineKeyboard()
  for (const { id, start, express, available } of all) {
    if (expressPrice && express && available) {
      const mark = id === chosenId ? "✅ " : ""
      const label = t.plain("checkout.express_button", { time: start, price: expressPrice })
      keyboard.text(`${mark}${label}`, slotButton(id)).row()
    }
  }
  addDays(ctx, keyboard, { today, chosen: day, dayButton })
  addTimes(ctx, keyboard, ofDay, { chosenId, slotButton })
  const about = ofDay.some(({ available }) => available)
    ? dayInFull(t, day)
    : `${dayInFull(t, day)} — ${t("checkout.no_slots")}`
  return { keyboard, about: `📅 <b>${about}</b>` }
}

function firstOpenDay(slots: Slot[], from: string): string {
  return slots.find(({ available }) => available)?.date ?? from
}

function addDays(
  { t, container }: ShopContext,
  keyboard: InlineKeyboard,
  { today, chosen, dayButton }: { today: string; chosen: string; dayButton: (day: string) => string },
): void {
  const last = lastDay(container)
  const days = Array.from({ length: NEAR_DAYS }, (_, index) => plusDays(today, index))
  days.forEach((day, index) => {
    if (day > last) {
      return
    }
    const label = dayInShort(t, day)
    keyboard.text(day === chosen ? `• ${label}` : label, dayButton(day))
    // The first row has 3 days and the second has 4, because the labels "Сегодня" and "Завтра" are the
    // longest.
    if (index === 2) {
      keyboard.row()
    }
  })
  if (plusDays(today, NEAR_DAYS) <= last) {
    const month = (chosen > plusDays(today, NEAR_DAYS - 1) ? chosen : plusDays(today, NEAR_DAYS)).slice(0, 7)
    keyboard.row().text(t.plain("checkout.other_day"), dayButton(month))
  }
}

function addTimes(
  { t }: ShopContext,
  keyboard: InlineKeyboard,
  slots: Slot[],
  { chosenId, slotButton }: { chosenId: string | null; slotButton: (slotId: string) => string },
): void {
  slots.forEach(({ id, start, end, available, reason }, index) => {
    if (index % 2 === 0) {
      keyboard.row()
    }
    const hours = `${start}–${end}`
    const label = available
      ? `${id === chosenId ? "✅" : "🕐"} ${hours}`
      : t.plain(MARKS[reason ?? "cut_off"], { hours })
    keyboard.text(label, slotButton(id))
  })
}
