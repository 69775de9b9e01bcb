import { InlineKeyboard } from "grammy"
import { listDeliverySlots } from "../../workflows/delivery/list-delivery-slots"
import { lastDay } from "../../workflows/delivery/last-day"
import type { DeliveryMethod } from "../../modules/delivery/slots"
import type { ShopContext } from "../runtime/context"
import { callback } from "./callback"
import { dayOf, daysBetween, monthName, plusDays, weekdayOf } from "./when"

/** A button of the calendar that chooses nothing: a heading, a blank or a day that cannot be chosen. */
export const noDay = callback("calno")

/** A Braille pattern without dots. Telegram refuses a button without text. */
export const BLANK = "\u2800"
const UNAVAILABLE = "·"

/** Whether the text is a month as "YYYY-MM". */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

const monthOf = (day: string): string => day.slice(0, 7)
const firstOf = (month: string): string => `${month}-01`
const monthAfter = (month: string): string => monthOf(plusDays(firstOf(month), 31))
const monthBefore = (month: string): string => monthOf(plusDays(firstOf(month), -1))

/** The days of a month with a slot that can be booked. One query reads the month. */
async function openDays(ctx: ShopContext, method: DeliveryMethod, month: string): Promise<Set<string>> {
  const today = dayOf()
  const from = firstOf(month) < today ? today : firstOf(month)
  const days = daysBetween(from, firstOf(monthAfter(month)))
  const slots = await listDeliverySlots(ctx.container, { method, from, days })
  return new Set(slots.filter(({ available }) => available).map(({ date }) => date))
}

/**
 * A calendar of one month: arrows to the months that can be chosen, and a button for each day with a free slot. `about` is
 * the month with a hint, HTML.
 *
 * @param wished "YYYY-MM"; a month out of range is replaced by the nearest one
 * @param dayButton callback data of a day, "YYYY-MM-DD", and of a month, "YYYY-MM"
 */
export async function calendar(
  ctx: ShopContext,
  {
    method,
    wished,
    dayButton,
  }: { method: DeliveryMethod; wished: string; dayButton: (day: string) => string },
): Promise<{ keyboard: InlineKeyboard; about: string }> {
  const { t } = ctx
  const [first, last] = [monthOf(dayOf()), monthOf(lastDay(ctx.container))]
  const month = wished < first ? first : wished > last ? last : wished
  const open = await openDays(ctx, method, month)
  const nothing = noDay.pack({})
  const arrow = (label: string, isShown: boolean, target: string) =>
    isShown ? InlineKeyboard.text(label, dayButton(target)) : InlineKeyboard.text(BLANK, nothing)
  const cells = daysOf(month).map((day) =>
    day && open.has(day)
      ? InlineKeyboard.text(String(Number(day.slice(8))), dayButton(day))
      : InlineKeyboard.text(day ? UNAVAILABLE : BLANK, nothing),
  )
  const keyboard = new InlineKeyboard([
    [
      arrow("‹", month > first, monthBefore(month)),
      InlineKeyboard.text(monthName(t, month), nothing),
      arrow("›", month < last, monthAfter(month)),
    ],
    t
      .plain("checkout.weekdays")
      .split(" ")
      .map((name) => InlineKeyboard.text(name, nothing)),
    ...weeksOf(cells),
    [InlineKeyboard.text(t.plain("checkout.near_days"), dayButton(dayOf()))],
  ])
  const about = `📅 <b>${monthName(t, month)} ${month.slice(0, 4)}</b>\n${t("checkout.calendar_hint")}`
  return { keyboard, about }
}

/** The days of a month in whole weeks from Monday; undefined for days of other months. */
function daysOf(month: string): (string | undefined)[] {
  const first = firstOf(month)
  const length = daysBetween(first, firstOf(monthAfter(month)))
  const before = weekdayOf(first) - 1
  const cells = Math.ceil((before + length) / 7) * 7
  return Array.from({ length: cells }, (_, index) =>
    index < before || index >= before + length ? undefined : plusDays(first, index - before),
  )
}

const weeksOf = <Cell>(cells: Cell[]): Cell[][] =>
  Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
