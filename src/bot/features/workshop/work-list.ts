import { Composer, InlineKeyboard } from "grammy"
import type { WorkSection } from "../../../modules/workshop/statements"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { slotText } from "../../messages/announcements/describe"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { idle, openOrders } from "../../ui/navigation"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { escapeHtml, money, type TextKey, type Translate } from "../../ui/texts"
import { dayInFull, dayOf, durationText, timeOf } from "../../ui/when"
import { workshopOf } from "../../ui/workshop"
import { isKeeper } from "../stock/access"
import { openStock } from "../stock/buttons"
import { openCash, openOwnDay, openRoute, openWork, openWorkList, openWorkPage } from "./buttons"
import { isAtWork, memberOf } from "./member"
import { readDeliveries, readWorkPage, type WorkEntry } from "./work-page"

/** What a zone's name explains to shoppers, such as "(up to 4 km)". */
const BRACKETS = /\s*\([^()]*\)/g

/** Orders on a page of the list. */
const ON_PAGE = 8

const ICONS: Record<WorkSection, string> = {
  mine: "⭐",
  offered: "🆕",
  accepted: "🌿",
  ready: "💐",
  free_ready: "💐",
  out_for_delivery: "🚚",
  awaiting_payment: "⏳",
}

/** The work list: /work, and /orders for staff. */
export const workList = new Composer<ShopContext>()

workList.chatType("private").command("work", async (ctx, next) => {
  const member = await memberOf(ctx)
  return member ? showWorkList(ctx, member) : next()
})

// For staff /orders shows the work list, which has a button to their own purchases.
workList.chatType("private").command("orders", async (ctx, next) => {
  const member = await memberOf(ctx)
  return member && isAtWork(member) ? showWorkList(ctx, member) : next()
})

openWorkList.on(workList, (ctx) => openPage(ctx, 0))
openWorkPage.on(workList, (ctx, { page }) => openPage(ctx, /^\d{1,4}$/.test(page) ? Number(page) : 0))

async function openPage(ctx: ShopContext, page: number): Promise<void> {
  const member = await memberOf(ctx)
  return member
    ? showWorkList(ctx, member, page)
    : ctx.answer(ctx.t.plain("errors.not_staff"), { alert: true })
}

/** The orders that a florist makes now, the earliest slot first, each with its label. */
export async function ordersInWork(
  ctx: ShopContext,
  member: StaffMemberRecord,
  take: number,
): Promise<{ id: string; label: string }[]> {
  const filter = { status: "accepted" as const, florist_id: member.id }
  const assignments = await workshopOf(ctx.container).listAssignments(filter, {
    order: { display_id: "ASC" },
    take,
  })
  const slots = await readDeliveries(
    ctx.container,
    assignments.map(({ order_id }) => order_id),
  )
  const start = (orderId: string) => slots.get(orderId)?.starts_at?.getTime() ?? Infinity
  return assignments
    .toSorted((one, other) => start(one.order_id) - start(other.order_id))
    .map(({ id, display_id: number, order_id }) => ({
      id,
      label: ctx.t.plain("workshop.list_entry", {
        icon: "💐",
        number,
        slot: slotText(ctx.t, slots.get(order_id)),
      }),
    }))
}

/**
 * Shows the orders that the member can work on: late ones first, then by the time when they are due.
 *
 * @param page from 0
 */
export async function showWorkList(ctx: ShopContext, member: StaffMemberRecord, page = 0): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const { counts, entries } = await readWorkPage(ctx.container, member, t.language, {
    take: ON_PAGE,
    skip: page * ON_PAGE,
  })
  if (!entries.length && page > 0) {
    return showWorkList(ctx, member)
  }
  const now = new Date()
  const sections = Object.entries(counts) as [WorkSection, number][]
  const total = sections.reduce((sum, [, count]) => sum + count, 0)
  const keyboard = new InlineKeyboard()
  addInRows(
    keyboard,
    entries.map((entry) => ({
      label: buttonLabel(t, entry, now),
      data: openWork.pack({ assignmentId: entry.assignment.id }),
    })),
    2,
  )
  addPages(t, keyboard, page, Math.ceil(total / ON_PAGE))
  if (member.role === "courier" && (counts.mine ?? 0) > 1) {
    keyboard.text(t.plain("workshop.route"), openRoute.pack({})).row()
  }
  if (member.role === "owner" || member.role === "manager") {
    keyboard.text(t.plain("workshop.cash"), openCash.pack({})).row()
  }
  keyboard.text(t.plain("workshop.own_day"), openOwnDay.pack({}))
  if (isKeeper(member)) {
    keyboard.text(t.plain("stock.open"), openStock.pack({}))
  }
  keyboard.row()
  const lines = [
    t("workshop.list_title"),
    "",
    ...sections.map(([section, count]) => t(`workshop.list_${section}` as TextKey, { count })),
    ...entryLines(t, entries, now),
    "",
    t("workshop.list_hint"),
  ]
  await show(ctx, {
    text: entries.length ? lines.join("\n") : t("workshop.list_empty"),
    keyboard: keyboard
      .text(t.plain("workshop.refresh"), openWorkList.pack({}))
      .text(t.plain("workshop.my_purchases"), openOrders.pack({})),
  })
}

function addPages(t: Translate, keyboard: InlineKeyboard, page: number, pages: number): void {
  if (pages < 2) {
    return
  }
  const to = (target: number) => openWorkPage.pack({ page: (target + pages) % pages })
  keyboard
    .text(t.plain("common.previous"), to(page - 1))
    .text(t.plain("common.page", { page: page + 1, pages }), idle.pack({}))
    .text(t.plain("common.next"), to(page + 1))
    .row()
}

/** Whether the time for the order is over. An unpaid order is nobody's work yet. */
const isLate = ({ dueAt, section }: WorkEntry, now: Date) =>
  section !== "awaiting_payment" && dueAt !== undefined && dueAt < now

function buttonLabel(t: Translate, entry: WorkEntry, now: Date): string {
  const { assignment, section, delivery } = entry
  return t.plain("workshop.list_entry", {
    icon: isLate(entry, now) ? "🔴" : ICONS[section],
    number: assignment.display_id,
    slot: delivery?.starts_at ? timeOf(delivery.starts_at) : "—",
  })
}

/** Two lines for each order, with a heading for the late ones and for each day. */
function entryLines(t: Translate, entries: WorkEntry[], now: Date): string[] {
  let last = ""
  return entries.flatMap((entry) => {
    const heading = headingOf(t, entry, now)
    const isNew = heading !== last
    last = heading
    return [...(isNew ? ["", `<b>${escapeHtml(heading)}</b>`] : []), ...linesOf(t, entry, now)]
  })
}

function headingOf(t: Translate, entry: WorkEntry, now: Date): string {
  if (entry.section === "awaiting_payment") {
    return t.plain("workshop.list_heading_unpaid")
  }
  if (isLate(entry, now)) {
    return t.plain("workshop.list_heading_late")
  }
  const heading = entry.dueAt ? dayInFull(t, dayOf(entry.dueAt)) : t.plain("workshop.slot_unknown")
  return heading.charAt(0).toUpperCase() + heading.slice(1)
}

function linesOf(t: Translate, entry: WorkEntry, now: Date): string[] {
  const { assignment, section, bouquet, others } = entry
  const title = [clip(bouquet, 60), others ? t.plain("workshop.list_others", { count: others }) : ""]
    .filter(Boolean)
    .join(" ")
  const number = `<b>№${assignment.display_id}</b>`
  const facts = [slotHours(entry), timeLeft(t, entry, now), placeOf(t, entry), moneyOf(t, entry)]
  return [
    `${isLate(entry, now) ? "🔴" : ICONS[section]} ${number} · ${escapeHtml(title)}`,
    `     ${escapeHtml(facts.filter(Boolean).join(" · "))}`,
  ]
}

/** The hours of the slot; one time for an exact or a promised time. */
function slotHours({ delivery }: WorkEntry): string {
  if (!delivery?.starts_at || !delivery.ends_at) {
    return ""
  }
  return [...new Set([timeOf(delivery.starts_at), timeOf(delivery.ends_at)])].join("–")
}

/** How late the order is, or the time that is left today; empty for later days. */
function timeLeft(t: Translate, entry: WorkEntry, now: Date): string {
  const { dueAt } = entry
  if (!dueAt || entry.section === "awaiting_payment") {
    return ""
  }
  const time = durationText(t, Math.abs(dueAt.getTime() - now.getTime()))
  if (isLate(entry, now)) {
    return t.plain("workshop.list_late_by", { time })
  }
  return dayOf(dueAt) === dayOf(now) ? t.plain("workshop.list_left", { time }) : ""
}

const placeOf = (t: Translate, { assignment, zone }: WorkEntry): string =>
  assignment.method === "pickup"
    ? t.plain("workshop.method_pickup")
    : clip(zone?.replace(BRACKETS, "").trim() ?? "", 40)

function moneyOf(t: Translate, { due, currency, giverPays, section }: WorkEntry): string {
  if (section === "awaiting_payment") {
    return ""
  }
  if (due === 0) {
    return t.plain("workshop.paid")
  }
  const amount = money(t, due, currency)
  return giverPays ? t.plain("workshop.list_giver_pays", { amount }) : `💵 ${amount}`
}
