import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { expectNothing } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import { dayInFull, dayInShort, dayOf, daysBetween, isDay, plusDays } from "../../../ui/when"
import type { Slot } from "../../../../modules/delivery/slots"
import { listDeliverySlots } from "../../../../workflows/delivery/list-delivery-slots"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { chooseDay, chooseSlot } from "../buttons"
import { addExits, withNotice } from "./parts"

/** Days on one page: two rows of buttons fit on a phone without scrolling. */
const DAYS_ON_PAGE = 7
const LAST_PAGE = 3

/**
 * Asks for the delivery slot. The first rows of buttons show the days, the rows below show the times of the
 * chosen day.
 *
 * @param wishedDay the day to open, "YYYY-MM-DD"
 */
export async function showSlots(
  ctx: ShopContext,
  view: CartDeliveryView,
  notice?: string,
  wishedDay?: string,
): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const method = view.delivery.method ?? "delivery"
  const wished = wishedDay ?? view.delivery.slot?.date
  const page = pageOf(wished)
  const from = plusDays(dayOf(), page * DAYS_ON_PAGE)
  const slots = await listDeliverySlots(ctx.container, { method, from, days: DAYS_ON_PAGE })
  const day = wished && pageOf(wished) === page && isDay(wished) ? wished : firstOpenDay(slots, from)
  const ofDay = slots.filter(({ date }) => date === day)
  const keyboard = new InlineKeyboard()
  addDays(ctx, keyboard, from, page, day)
  addTimes(ctx, keyboard, ofDay, view.delivery.slot_id)
  const question = t(method === "pickup" ? "checkout.ask_slot_pickup" : "checkout.ask_slot")
  const about = ofDay.some(({ available }) => available)
    ? dayInFull(t, day)
    : `${dayInFull(t, day)} — ${t("checkout.no_slots")}`
  await show(ctx, {
    text: withNotice(notice, `${question}\n\n📅 <b>${about}</b>`),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "slot_id", view),
  })
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
  chosen: string,
): void {
  const { t } = ctx
  const days = Array.from({ length: DAYS_ON_PAGE }, (_, index) => plusDays(from, index))
  days.forEach((day, index) => {
    const label = dayInShort(t, day)
    keyboard.text(day === chosen ? `• ${label}` : label, chooseDay.pack({ day }))
    // The first row has 3 days and the second has 4, because the labels "Сегодня" and "Завтра" are the
    // longest.
    if (index === 2) {
      keyboard.row()
    }
  })
  keyboard.row()
  if (page > 0) {
    keyboard.text(t.plain("checkout.earlier"), chooseDay.pack({ day: plusDays(from, -DAYS_ON_PAGE) }))
  }
  if (page < LAST_PAGE) {
    keyboard.text(t.plain("checkout.later"), chooseDay.pack({ day: plusDays(from, DAYS_ON_PAGE) }))
  }
}

function addTimes(
  { t }: ShopContext,
  keyboard: InlineKeyboard,
  slots: Slot[],
  chosenId: string | null,
): void {
  slots.forEach(({ id, start, end, available, reason }, index) => {
    if (index % 2 === 0) {
      keyboard.row()
    }
    const hours = `${start}–${end}`
    const label = available
      ? `${id === chosenId ? "✅" : "🕐"} ${hours}`
      : t.plain(reason === "full" ? "checkout.slot_full_mark" : "checkout.slot_past_mark", { hours })
    keyboard.text(label, chooseSlot.pack({ slotId: id }))
  })
}
