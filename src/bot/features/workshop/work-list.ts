import { Composer, InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import type { Status } from "../../../modules/workshop/order-transitions"
import type { AssignmentRecord, StaffMemberRecord } from "../../../modules/workshop/types"
import { slotText } from "../../messages/announcements/describe"
import type { ShopContext } from "../../runtime/context"
import { expectNothing } from "../../ui/expect"
import { openOrders } from "../../ui/navigation"
import { show } from "../../ui/screen"
import type { TextKey, Translate } from "../../ui/texts"
import { workshopOf } from "../../ui/workshop"
import { openWork, openWorkList } from "./buttons"
import { isAtWork, memberOf } from "./member"

/** Maximum number of orders in the list. Telegram allows 100 buttons per keyboard. */
const SHOWN = 30

type Section = { title: TextKey; icon: string; filter: Record<string, unknown> }

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

openWorkList.on(workList, async (ctx) => {
  const member = await memberOf(ctx)
  return member ? showWorkList(ctx, member) : ctx.answer(ctx.t.plain("errors.not_staff"), { alert: true })
})

function sectionsOf(member: StaffMemberRecord): Section[] {
  const byStatus = (status: Status, icon: string): Section => ({
    title: `workshop.list_${status}` as TextKey,
    icon,
    filter: { status },
  })
  switch (member.role) {
    case "florist":
      return [
        { title: "workshop.list_mine", icon: "🌿", filter: { status: "accepted", florist_id: member.id } },
        byStatus("offered", "🆕"),
        { title: "workshop.list_ready", icon: "💐", filter: { status: "ready", method: "pickup" } },
      ]
    case "courier":
      return [
        {
          title: "workshop.list_mine",
          icon: "🚚",
          filter: { status: ["ready", "out_for_delivery"], courier_id: member.id },
        },
        {
          title: "workshop.list_free_ready",
          icon: "💐",
          filter: { status: "ready", method: "delivery", courier_id: null },
        },
      ]
    case "owner":
    case "manager":
      return [
        byStatus("offered", "🆕"),
        byStatus("accepted", "🌿"),
        byStatus("ready", "💐"),
        byStatus("out_for_delivery", "🚚"),
        byStatus("awaiting_payment", "⏳"),
      ]
    default:
      return []
  }
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
  const slots = await slotsOf(ctx.container, assignments)
  return bySlot(assignments, slots).map((assignment) => ({
    id: assignment.id,
    label: entry(ctx.t, "💐", assignment, slots),
  }))
}

/** Shows the orders that the member can work on, the earliest delivery slot first. */
export async function showWorkList(ctx: ShopContext, member: StaffMemberRecord): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const workshop = workshopOf(ctx.container)
  const sections = await Promise.all(
    sectionsOf(member).map(async (section) => {
      const [assignments, count] = await workshop.listAndCountAssignments(section.filter, {
        order: { display_id: "ASC" },
        take: SHOWN,
      })
      return { ...section, assignments, count }
    }),
  )
  const present = sections.filter(({ count }) => count > 0)
  const slots = await slotsOf(
    ctx.container,
    present.flatMap(({ assignments }) => assignments),
  )
  const keyboard = new InlineKeyboard()
  let left = SHOWN
  for (const { icon, assignments } of present) {
    for (const assignment of bySlot(assignments, slots).slice(0, left)) {
      keyboard.text(entry(t, icon, assignment, slots), openWork.pack({ assignmentId: assignment.id })).row()
      left -= 1
    }
  }
  const total = present.reduce((sum, { count }) => sum + count, 0)
  const shown = SHOWN - left
  const lines = [
    t("workshop.list_title"),
    "",
    ...present.map(({ title, count }) => t(title, { count })),
    ...(total > shown ? ["", t("workshop.list_more", { count: total - shown })] : []),
    "",
    t("workshop.list_hint"),
  ]
  await show(ctx, {
    text: present.length ? lines.join("\n") : t("workshop.list_empty"),
    keyboard: keyboard
      .text(t.plain("workshop.refresh"), openWorkList.pack({}))
      .text(t.plain("workshop.my_purchases"), openOrders.pack({})),
  })
}

/** The label of an order in a list: its number and slot. */
function entry(
  t: Translate,
  icon: string,
  assignment: AssignmentRecord,
  slots: Map<string, DeliveryRecord>,
): string {
  return t.plain("workshop.list_entry", {
    icon,
    number: assignment.display_id,
    slot: slotText(t, slots.get(assignment.order_id)),
  })
}

function bySlot(assignments: AssignmentRecord[], slots: Map<string, DeliveryRecord>): AssignmentRecord[] {
  const start = ({ order_id }: AssignmentRecord) => slots.get(order_id)?.starts_at?.getTime() ?? Infinity
  return assignments.toSorted((one, other) => start(one) - start(other))
}

async function slotsOf(
  container: MedusaContainer,
  assignments: AssignmentRecord[],
): Promise<Map<string, DeliveryRecord>> {
  if (!assignments.length) {
    return new Map()
  }
  const deliveries = await container
    .resolve<DeliveryModuleService>(DELIVERY_MODULE)
    .listDeliveries({ order_id: assignments.map(({ order_id }) => order_id) }, { take: null })
  return new Map(deliveries.map((delivery) => [delivery.order_id ?? "", delivery]))
}
