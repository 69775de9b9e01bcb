import { InlineKeyboard } from "grammy"
import type { DeliveryMethod, Slot } from "../../modules/delivery/slots"
import { listDeliverySlots } from "../../workflows/delivery/list-delivery-slots"
import type { ShopContext } from "../runtime/context"
import { dayInFull, dayInShort, dayOf, daysBetween, isDay, plusDays } from "./when"

/** Days on one page: two rows of buttons fit on a phone without scrolling. */
const DAYS_ON_PAGE = 7
const LAST_PAGE = 3

type SlotChoice = {
  method: DeliveryMethod
  /** The day to open, "YYYY-MM-DD"; by default the first day with a free slot. */
  wished?: string
  chosenId?: string | null
  /** Callback data of the buttons. */
  dayButton: (day: string) => string
  slotButton: (slotId: string) => string
}

/**
 * Buttons that choose a slot: the first rows show the days, the rows below show the times of the open day. `about` is the open
 * day, HTML.
 */
export async function slotPicker(
  ctx: ShopContext,
  { method, wished, chosenId = null, dayButton, slotButton }: SlotChoice,
): Promise<{ keyboard: InlineKeyboard; about: string }> {
  const { t } = ctx
  const page = pageOf(wished)
  const from = plusDays(dayOf(), page * DAYS_ON_PAGE)
  const slots = await listDeliverySlots(ctx.container, { method, from, days: DAYS_ON_PAGE })
  const day = wished && pageOf(wished) === page && isDay(wished) ? wished : firstOpenDay(slots, from)
  const ofDay = slots.filter(({ date }) => date === day)
  const keyboard = new InlineKeyboard()
  addDays(ctx, keyboard, from, page, { chosen: day, dayButton })
  addTimes(ctx, keyboard, ofDay, { chosenId, slotButton })
  const about = ofDay.some(({ available }) => available)
    ? dayInFull(t, day)
    : `${dayInFull(t, day)} — ${t("checkout.no_slots")}`
  return { keyboard, about: `📅 <b>${about}</b>` }
}

function pageOf(day: string | undefined): number {
  const ahead = day && isDay(day) ? daysBetween(dayOf(), day) : 0
  return Math.min(Math.max(Math.floor(ahead / DAYS_ON_PAGE), 0), LAST_PAGE)
}

function firstOpenDay(slots: Slot[], from: string): string {
  return slots.find(({ available }) => available)?.date ?? from
}

function addDays(
  ctx: ShopContext,
  keyboard: InlineKeyboard,
  from: string,
  page: number,
  { chosen, dayButton }: { chosen: string; dayButton: (day: string) => string },
): void {
  const { t } = ctx
  const days = Array.from({ length: DAYS_ON_PAGE }, (_, index) => plusDays(from, index))
  days.forEach((day, index) => {
    const label = dayInShort(t, day)
    keyboard.text(day === chosen ? `• ${label}` : label, dayButton(day))
    // The first row has 3 days and the second has 4, because the labels "Сегодня" and "Завтра" are the
    // longest.
    if (index === 2) {
      keyboard.row()
    }
  })
  keyboard.row()
  if (page > 0) {
    keyboard.text(t.plain("checkout.earlier"), dayButton(plusDays(from, -DAYS_ON_PAGE)))
  }
  if (page < LAST_PAGE) {
    keyboard.text(t.plain("checkout.later"), dayButton(plusDays(from, DAYS_ON_PAGE)))
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
      : t.plain(reason === "full" ? "checkout.slot_full_mark" : "checkout.slot_past_mark", { hours })
    keyboard.text(label, slotButton(id))
  })
}
