import type { MedusaContainer } from "@medusajs/framework/types"
import { Composer, InlineKeyboard } from "grammy"
import { parseSlotId } from "../../../modules/delivery/slots"
import { addClosedDay, openDay } from "../../../workflows/delivery/closed-days"
import { addClosedSlot, openSlot } from "../../../workflows/delivery/closed-slots"
import { lastDay } from "../../../workflows/delivery/last-day"
import { closedBetween, slotsOfDay, type DaySlot } from "../../../workflows/delivery/slots-of-day"
import type { ShopContext } from "../../runtime/context"
import { daysAhead, isMonth, monthRows, nearestMonth } from "../../ui/calendar"
import { expectNothing } from "../../ui/expect"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { capitalized, dayInFull, dayOf, isDay } from "../../ui/when"
import { permitted } from "./access"
import { askClosing, openClosing, openShop, setClosed } from "./buttons"

/** Closes days and slots for new orders, and opens them again. */
export const closing = new Composer<ShopContext>()

openClosing.on(
  closing,
  permitted("closing", (ctx, { day }) => (isMonth(day) ? showMonth(ctx, day) : showDay(ctx, day))),
)
askClosing.on(
  closing,
  permitted("closing", (ctx, { what }) => ask(ctx, what)),
)
setClosed.on(
  closing,
  permitted("closing", (ctx, { what, to }) => set(ctx, what, to === "1")),
)

/** The day of a button: a day itself, or that of a slot. */
const dayIn = (what: string): string => parseSlotId(what)?.date ?? what
const monthOf = (day: string) => day.slice(0, 7)

async function showMonth(ctx: ShopContext, wished: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const month = nearestMonth(ctx, wished)
  const { from, to } = daysAhead(ctx, month)
  const closed = await closedBetween(ctx.container, from, to)
  const partly = new Set([...closed].flatMap((id) => parseSlotId(id)?.date ?? []))
  const labelOf = (day: string) => {
    const number = String(Number(day.slice(8)))
    const mark = closed.has(day) ? "🔒" : partly.has(day) ? "◐" : ""
    return day < from || day > to ? undefined : `${mark}${number}`
  }
  await show(ctx, {
    text: t("owner.closing_title"),
    keyboard: new InlineKeyboard([
      ...monthRows(ctx, month, { labelOf, dayButton: (day) => openClosing.pack({ day }) }),
      [InlineKeyboard.text(t.plain("common.back"), openShop.pack({}))],
    ]),
  })
}

/** A day for which orders are taken, and the slot in it if `what` names one; undefined for stale and forged buttons. */
async function found(
  container: MedusaContainer,
  what: string,
): Promise<{ day: string; isClosed: boolean; slots: DaySlot[]; slot?: DaySlot } | undefined> {
  const day = dayIn(what)
  if (!isDay(day) || day < dayOf() || day > lastDay(container)) {
    return undefined
  }
  const { is_closed: isClosed, slots } = await slotsOfDay(container, day)
  const slot = slots.find(({ id }) => id === what)
  return what === day || slot ? { day, isClosed, slots, slot } : undefined
}

async function showDay(ctx: ShopContext, wished: string): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const at = await found(ctx.container, wished)
  if (!at) {
    await ctx.answer(t.plain("owner.day_gone"))
    return showMonth(ctx, monthOf(dayOf()))
  }
  const { day, isClosed, slots } = at
  const keyboard = new InlineKeyboard()
  const buttonOf = (slot: DaySlot) => ({
    label: t.plain(slot.is_closed || isClosed ? "owner.slot_closed" : "owner.slot_open", {
      hours: hoursOf(slot),
      taken: slot.taken,
      capacity: slot.capacity,
    }),
    data: askClosing.pack({ what: slot.id }),
  })
  addInRows(keyboard, slots.filter(({ express }) => express).map(buttonOf), 1)
  addInRows(keyboard, slots.filter(({ express }) => !express).map(buttonOf), 2)
  const state = isClosed ? "owner.day_is_closed" : slots.length ? "owner.day_hint" : "owner.day_empty"
  await show(ctx, {
    text: `🗓 <b>${capitalized(dayInFull(t, day))}</b>\n\n${t(state)}`,
    keyboard: keyboard
      .text(t.plain(isClosed ? "owner.open_day" : "owner.close_day"), askClosing.pack({ what: day }))
      .row()
      .text(t.plain("owner.to_calendar"), openClosing.pack({ day: monthOf(day) })),
  })
}

const hoursOf = ({ start, end, express }: DaySlot) => `${express ? "⚡ " : ""}${start}–${end}`

async function ask(ctx: ShopContext, what: string): Promise<unknown> {
  const { t } = ctx
  const at = await found(ctx.container, what)
  if (!at) {
    await ctx.answer(t.plain("owner.day_gone"))
    return showDay(ctx, dayIn(what))
  }
  const { day, isClosed, slots, slot } = at
  if (slot && isClosed) {
    return ctx.answer(t.plain("owner.open_day_first"), { alert: true })
  }
  const closes = slot ? !slot.is_closed : !isClosed
  const name = slot ? `${dayInFull(t, day)}, ${hoursOf(slot)}` : dayInFull(t, day)
  const count = (slot ? [slot] : slots).reduce((sum, { taken }) => sum + taken, 0)
  await show(ctx, {
    text: [
      t(closes ? "owner.close_ask" : "owner.open_ask", { name }),
      count ? t("owner.orders_stay", { count }) : t("owner.no_orders"),
    ].join("\n\n"),
    keyboard: new InlineKeyboard()
      .text(
        t.plain(closes ? "owner.close_yes" : "owner.open_yes"),
        setClosed.pack({ what, to: closes ? 1 : 0 }),
      )
      .text(t.plain("common.no"), openClosing.pack({ day })),
  })
}

/** A repeated tap changes nothing. */
async function set(ctx: ShopContext, what: string, isClosed: boolean): Promise<void> {
  const { t, container } = ctx
  const at = await found(container, what)
  if (!at) {
    await ctx.answer(t.plain("owner.day_gone"))
    return showDay(ctx, dayIn(what))
  }
  const { day: date, slot } = at
  const window_id = slot && parseSlotId(slot.id)?.windowId
  if (window_id) {
    await (isClosed ? addClosedSlot : openSlot)(container, { date, window_id })
  } else {
    await (isClosed ? addClosedDay : openDay)(container, { date })
  }
  await ctx.answer(t.plain(isClosed ? "owner.closed_done" : "owner.opened_done"))
  await showDay(ctx, dayIn(what))
}
