import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import { optionsOf, settingsOf } from "../../../workflows/settings"
import { slotText } from "../announcements/describe"
import { openWork } from "../../features/workshop/buttons"
import type { Screen } from "../../ui/screen"
import { telegramOf } from "../../runtime/telegram"
import { textsIn, type Translate } from "../../ui/texts"
import { timeOf } from "../../ui/when"
import { workshopOf } from "../../ui/workshop"
import { enqueue, type EnqueuedMessage } from "../../outbox"
import { deskReaders, ownersInPrivate, readerOf, type Reader } from "../../outbox/desk"
import { outboxOf } from "../../outbox/outbox"
import { dueReminders, type Reminder } from "./due"
import { remindOfOpenChanges } from "./open-changes"

/** Number of orders per query. */
const BATCH = 500

/**
 * Enqueues the due reminders to staff. Computes them from the orders, so that reminders missed while the shop
 * was down are sent later.
 * A repeated call enqueues nothing new.
 *
 * @param now the current time; tests pass another
 */
export async function remindStaff(container: MedusaContainer, now: Date = new Date()): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  await remindOfOpenChanges(container, now)
  const settings = settingsOf(container)
  for (let skip = 0; ; skip += BATCH) {
    const assignments = await workshopOf(container).listAssignments(
      { status: ["offered", "accepted", "ready", "out_for_delivery"] },
      { take: BATCH, skip, order: { display_id: "ASC" } },
    )
    const slots = await slotsOf(container, assignments)
    for (const assignment of assignments) {
      const delivery = slots.get(assignment.order_id)
      const slot = { starts_at: delivery?.starts_at ?? null, ends_at: delivery?.ends_at ?? null }
      for (const reminder of dueReminders({ ...assignment, ...slot }, settings, now)) {
        await enqueue(container, await messagesOf(container, reminder, { assignment, delivery, now }))
      }
    }
    if (assignments.length < BATCH) {
      return
    }
  }
}

async function slotsOf(
  container: MedusaContainer,
  assignments: AssignmentRecord[],
): Promise<Map<string | null, DeliveryRecord>> {
  const deliveries = assignments.length
    ? await container
        .resolve<DeliveryModuleService>(DELIVERY_MODULE)
        .listDeliveries({ order_id: assignments.map(({ order_id }) => order_id) }, { take: null })
    : []
  return new Map(deliveries.map((delivery) => [delivery.order_id, delivery]))
}

type About = { assignment: AssignmentRecord; delivery: DeliveryRecord | undefined; now: Date }

async function messagesOf(
  container: MedusaContainer,
  reminder: Reminder,
  about: About,
): Promise<EnqueuedMessage[]> {
  const { kind, since, good_until } = reminder
  const { id, order_id } = about.assignment
  const readers = await readersOf(container, reminder)
  return Promise.all(
    readers.map(async ({ chatId, t }) => ({
      key: `reminder:${kind}:${id}:${since.getTime()}:${chatId}`,
      chatId,
      screen: screenOf(t, reminder, about),
      orderId: order_id,
      goodUntil: good_until,
      replyTo: await cardIn(container, chatId, reminder, id),
    })),
  )
}

async function readersOf(container: MedusaContainer, { kind, member_id }: Reminder): Promise<Reader[]> {
  switch (kind) {
    case "accept":
      return chatOf(container, "florists")
    case "no_courier":
      return chatOf(container, "couriers")
    case "alarm": {
      const readers = [...(await deskReaders(container)), ...(await ownersInPrivate(container))]
      return [...new Map(readers.map((reader) => [reader.chatId, reader])).values()]
    }
    default: {
      const members = await workshopOf(container).listStaffMembers({ id: member_id, active: true })
      return Promise.all(members.map((member) => readerOf(container, member)))
    }
  }
}

async function chatOf(container: MedusaContainer, purpose: "florists" | "couriers"): Promise<Reader[]> {
  const chat = await telegramOf(container).chatFor(purpose)
  return chat ? [{ chatId: chat.chat_id, t: textsIn(chat.language) }] : []
}

/**
 * Key of the order's newest card in the group chat. The reminder replies to that card, so that its buttons
 * are one tap away.
 */
async function cardIn(
  container: MedusaContainer,
  chatId: string,
  { kind }: Reminder,
  assignmentId: string,
): Promise<string | undefined> {
  const group = kind === "accept" ? "florists" : kind === "no_courier" ? "couriers" : undefined
  const [card] = group
    ? await outboxOf(container).listMessages(
        { key: { $like: `card:${assignmentId}:${group}:%` }, chat_id: chatId },
        { select: ["key"], order: { number: "DESC" }, take: 1 },
      )
    : []
  return card?.key
}

function screenOf(t: Translate, { kind, since }: Reminder, { assignment, delivery, now }: About): Screen {
  const number = assignment.display_id
  const slot = slotText(t, delivery)
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000)
  const details = new InlineKeyboard().text(
    t.plain("notices.admin_details"),
    openWork.pack({ assignmentId: assignment.id }),
  )
  switch (kind) {
    case "accept":
      return { text: t("reminders.accept", { number, minutes, slot }) }
    case "alarm":
      return { text: t("reminders.alarm", { number, minutes, slot }), keyboard: details }
    case "florist":
      return { text: t("reminders.florist", { number, slot }), keyboard: details }
    case "courier": {
      const until = delivery?.ends_at ? timeOf(delivery.ends_at) : slot
      return { text: t("reminders.courier", { number, until }), keyboard: details }
    }
    case "no_courier":
      return { text: t("reminders.no_courier", { number, slot }) }
  }
}
