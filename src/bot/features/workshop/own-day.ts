import { Composer, InlineKeyboard } from "grammy"
import { TIME_ZONE } from "../../../lib/shop"
import { dueTimeOf } from "../../../modules/delivery/statements"
import { instantOf } from "../../../modules/delivery/zoned-time"
import { RATING_MODULE } from "../../../modules/rating"
import type RatingModuleService from "../../../modules/rating/service"
import { ownResults, type OwnOrder, type OwnResults } from "../../../modules/workshop/own-work"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { show } from "../../ui/screen"
import type { Translate } from "../../ui/texts"
import { capitalized, dayAndMonthOf, dayInFull, dayOf, plusDays, timeOf, weekdayOf } from "../../ui/when"
import { workshopOf } from "../../ui/workshop"
import { openOwnDay, openWorkList } from "./buttons"
import { isAtWork, memberOf } from "./member"

/** Orders that the screen lists. */
const LISTED = 25

/** A member's orders of today with their times, and the results of the week. */
export const ownDay = new Composer<ShopContext>()

openOwnDay.on(ownDay, async (ctx) => {
  const member = await memberOf(ctx)
  return member && isAtWork(member) && ctx.chat?.type === "private"
    ? showOwnDay(ctx, member)
    : ctx.answer(ctx.t.plain("errors.not_staff"), { alert: true })
})

const startOf = (day: string) => instantOf(day, "00:00", TIME_ZONE)

async function showOwnDay(ctx: ShopContext, member: StaffMemberRecord): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const now = new Date()
  const today = dayOf(now)
  const monday = plusDays(today, -((weekdayOf(today) + 6) % 7))
  const lastMonday = plusDays(monday, -7)
  const orders = await workshopOf(ctx.container).listOwnWork(member.id, startOf(lastMonday), dueTimeOf)
  const week = { from: startOf(monday), to: startOf(plusDays(monday, 7)) }
  const results = ownResults(orders, week)
  const before = ownResults(orders, { from: startOf(lastMonday), to: week.from })
  const rating = await ratingOf(ctx, orders, week.from)
  await show(ctx, {
    text: [
      t("workshop.own_title", { day: capitalized(dayInFull(t, today)) }),
      dayLines(t, orders, today),
      [
        t("workshop.own_week", { from: dayAndMonthOf(t, monday), to: dayAndMonthOf(t, plusDays(monday, 6)) }),
        ...resultLines(t, results, before),
        rating ? t("workshop.own_rating", rating) : "",
      ]
        .filter(Boolean)
        .join("\n"),
    ].join("\n\n"),
    keyboard: new InlineKeyboard()
      .text(t.plain("workshop.refresh"), openOwnDay.pack({}))
      .text(t.plain("workshop.to_list"), openWorkList.pack({})),
  })
}

/** The open orders that are due by the end of today or have no time, and those on which the member worked today. */
function ofToday(orders: OwnOrder[], today: string): OwnOrder[] {
  const isToday = (time: string | null) => time !== null && dayOf(time) === today
  return orders.filter(
    ({ status, is_courier, make_by, accepted_at, ready_at, picked_up_at, delivered_at }) => {
      const isOpen =
        status === "accepted" || (is_courier && (status === "ready" || status === "out_for_delivery"))
      const isDue = isOpen && (make_by === null || dayOf(make_by) <= today)
      return isDue || [accepted_at, ready_at, picked_up_at, delivered_at].some(isToday)
    },
  )
}

const ICONS: Partial<Record<OwnOrder["status"], string>> = {
  accepted: "🌿",
  ready: "💐",
  out_for_delivery: "🚚",
  delivered: "🎉",
  returned: "↩️",
}

function dayLines(t: Translate, orders: OwnOrder[], today: string): string {
  const own = ofToday(orders, today)
  const lines = own.slice(0, LISTED).map((order) => {
    const times = (["accepted", "ready", "picked_up", "delivered"] as const).flatMap((step) => {
      const time = order[`${step}_at`]
      return time === null ? [] : [t(`workshop.own_${step}`, { time: timeFor(t, time, today) })]
    })
    const slot = order.make_by && order.deliver_by ? slotOf(t, order.make_by, order.deliver_by, today) : ""
    const head = [`${ICONS[order.status] ?? "▫️"} <b>№${order.display_id}</b>`, slot]
      .filter(Boolean)
      .join(" · ")
    return [head, ...(times.length ? [`     ${times.join(" · ")}`] : [])].join("\n")
  })
  const more = own.length - LISTED
  return [
    ...(lines.length ? lines : [t("workshop.own_none")]),
    ...(more > 0 ? [t("workshop.own_more", { count: more })] : []),
  ].join("\n")
}

/** A time of today; with the day for another one. */
const timeFor = (t: Translate, time: string, today: string): string =>
  dayOf(time) === today ? timeOf(time) : `${dayAndMonthOf(t, dayOf(time))} ${timeOf(time)}`

const slotOf = (t: Translate, from: string, to: string, today: string): string =>
  [...new Set([timeFor(t, from, today), timeOf(to)])].join("–")

function resultLines(t: Translate, now: OwnResults, before: OwnResults): string[] {
  const lines = [
    ...(now.made || before.made
      ? [
          t("workshop.own_made", { count: now.made, before: before.made }),
          ...(now.made ? [`     ${t("workshop.own_in_time", { count: now.madeInTime, of: now.made })}`] : []),
        ]
      : []),
    ...(now.delivered || before.delivered
      ? [
          t("workshop.own_brought", { count: now.delivered, before: before.delivered }),
          ...(now.delivered
            ? [`     ${t("workshop.own_in_time", { count: now.deliveredInTime, of: now.delivered })}`]
            : []),
        ]
      : []),
  ]
  return lines.length ? lines : [t("workshop.own_week_none")]
}

/** The stars that buyers gave since a time to the member's orders; undefined without stars. */
async function ratingOf(ctx: ShopContext, orders: OwnOrder[], since: Date) {
  const ids = orders.filter(({ status }) => status === "delivered").map(({ order_id }) => order_id)
  if (!ids.length) {
    return undefined
  }
  const ratings = await ctx.container
    .resolve<RatingModuleService>(RATING_MODULE)
    .listRatings({ order_id: ids, rated_at: { $gte: since } }, { take: ids.length, select: ["stars"] })
  const sum = ratings.reduce((total, { stars }) => total + stars, 0)
  return ratings.length
    ? { average: (sum / ratings.length).toFixed(1).replace(".", ","), count: ratings.length }
    : undefined
}
