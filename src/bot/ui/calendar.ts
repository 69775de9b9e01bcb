import { InlineKeyboard } from "grammy"
import type { InlineKeyboardButton } from "grammy/types"
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
  const month = nearestMonth(ctx, wished)
  const open = await openDays(ctx, method, month)
  const keyboard = new InlineKeyboard([
    ...monthRows(ctx, month, {
      labelOf: (day) => (open.has(day) ? String(Number(day.slice(8))) : undefined),
      dayButton,
    }),
    [InlineKeyboard.text(t.plain("checkout.near_days"), dayButton(dayOf()))],
  ])
  const about = `📅 <b>${monthName(t, month)} ${month.slice(0, 4)}</b>\n${t("checkout.calendar_hint")}`
  return { keyboard, about }
}

/** The months for which orders are taken. */
const monthsAhead = ({ container }: ShopContext) => [monthOf(dayOf()), monthOf(lastDay(container))]

/** The month for which orders are taken that is the nearest to a wished one, "YYYY-MM". */
export function nearestMonth(ctx: ShopContext, wished: string): string {
  const [first, last] = monthsAhead(ctx)
  return wished < first ? first : wished > last ? last : wished
}

/** The days of a month for which orders are taken: the first and the last one, "YYYY-MM-DD". */
export function daysAhead({ container }: ShopContext, month: string): { from: string; to: string } {
  const [today, last] = [dayOf(), lastDay(container)]
  const end = plusDays(firstOf(monthAfter(month)), -1)
  return { from: firstOf(month) < today ? today : firstOf(month), to: end > last ? last : end }
}

/**
 * The rows of a month: its name with arrows to the months for which orders are taken, the weekdays, and a button for each day.
 *
 * @param labelOf undefined for a day that cannot be chosen
 * @param dayButton callback data of a day, "YYYY-MM-DD", and of a month, "YYYY-MM"
 */
export function monthRows(
  ctx: ShopContext,
  month: string,
  {
    labelOf,
    dayButton,
  }: { labelOf: (day: string) => string | undefined; dayButton: (day: string) => string },
): InlineKeyboardButton[][] {
  const { t } = ctx
  const [first, last] = monthsAhead(ctx)
  const nothing = noDay.pack({})
  const arrow = (label: string, isShown: boolean, target: string) =>
    isShown ? InlineKeyboard.text(label, dayButton(target)) : InlineKeyboard.text(BLANK, nothing)
  const cells = daysOf(month).map((day) => {
    const label = day && labelOf(day)
    return day && label
      ? InlineKeyboard.text(label, dayButton(day))
      : InlineKeyboard.text(day ? UNAVAILABLE : BLANK, nothing)
  })
  return [
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
  ]
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
