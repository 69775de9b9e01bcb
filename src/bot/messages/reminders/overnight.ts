import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import { openWorkList } from "../../features/workshop/buttons"
import { enqueue } from "../../outbox"
import { deskAndFlorists } from "../../outbox/desk"
import { lastNight } from "../quiet-hours"
import type { Translate } from "../../ui/texts"
import { dayOf } from "../../ui/when"
import { workshopOf } from "../../ui/workshop"
import { slotText } from "../announcements/describe"
import { slotsOf } from "./slots"

/** How long after the opening the message is still news, in ms: the shop may have been down. */
const NEWS_MS = 2 * 60 * 60 * 1000
/** Orders that the message names. */
const NAMED = 20
/** Orders that the message counts. */
const COUNTED = 200

/**
 * Tells the florists' chat and the desk at the opening which orders of the night nobody has taken: one message in each chat,
 * none for a night without such orders. A repeated call enqueues nothing new.
 *
 * @param hours the setting `quietHours`
 */
export async function tellOvernight(container: MedusaContainer, hours: string, now: Date): Promise<void> {
  const night = lastNight(now, hours)
  if (!night || now < night.until || now.getTime() >= night.until.getTime() + NEWS_MS) {
    return
  }
  const assignments = await workshopOf(container).listAssignments(
    { status: "offered", offered_at: { $gte: night.from, $lt: night.until } },
    { take: COUNTED, order: { display_id: "ASC" } },
  )
  if (!assignments.length) {
    return
  }
  const slots = await slotsOf(container, assignments)
  const starts = ({ order_id }: AssignmentRecord) => slots.get(order_id)?.starts_at?.getTime() ?? Infinity
  const urgent = assignments.toSorted((one, other) => starts(one) - starts(other))
  await enqueue(
    container,
    (await deskAndFlorists(container)).map(({ chatId, t }) => ({
      key: `overnight:${dayOf(night.until)}:${chatId}`,
      chatId,
      goodUntil: new Date(night.until.getTime() + NEWS_MS),
      screen: {
        text: textOf(t, urgent, slots),
        // The list opens in a private chat only.
        ...(chatId.startsWith("-")
          ? {}
          : { keyboard: new InlineKeyboard().text(t.plain("workshop.to_list"), openWorkList.pack({})) }),
      },
    })),
  )
}

function textOf(
  t: Translate,
  assignments: AssignmentRecord[],
  slots: Map<string | null, DeliveryRecord>,
): string {
  const lines = assignments
    .slice(0, NAMED)
    .map(({ display_id: number, order_id }) =>
      t("reminders.overnight_order", { number, slot: slotText(t, slots.get(order_id)) }),
    )
  const more = assignments.length - lines.length
  return [
    t("reminders.overnight", { count: assignments.length }),
    "",
    ...lines,
    ...(more > 0 ? [t("reminders.overnight_more", { count: more })] : []),
  ].join("\n")
}
