import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"
import { optionsOf, settingsOf } from "../../../workflows/settings"
import { newestCardsIn } from "../announcements/cards"
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
import { awakeTime, isQuiet } from "../quiet-hours"
import { dueReminders, type Reminder } from "./due"
import { remindOfOpenChanges } from "./open-changes"
import { tellOvernight } from "./overnight"
import { slotsOf } from "./slots"

/** Number of orders per query. */
const BATCH = 500

/**
 * Enqueues the due reminders to staff, none in the quiet hours. Computes them from the orders, so that reminders missed while the shop
 * was down are sent later.
 * A repeated call enqueues nothing new.
 *
 * @param now the current time; tests pass another
 */
export async function remindStaff(container: MedusaContainer, now: Date = new Date()): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const settings = settingsOf(container)
  if (isQuiet(now, settings.quietHours)) {
    return
  }
  await remindOfOpenChanges(container, now)
  await tellOvernight(container, settings.quietHours, now)
  const readers = rememberedReaders(container)
  for (let after = ""; ;) {
    const assignments = await workshopOf(container).listAssignments(
      { status: ["offered", "accepted", "ready", "out_for_delivery"], id: { $gt: after } },
      { take: BATCH, order: { id: "ASC" } },
    )
    const slots = await slotsOf(container, assignments)
    const due = assignments.flatMap((assignment): Due[] => {
      const delivery = slots.get(assignment.order_id)
      const slot = { starts_at: delivery?.starts_at ?? null, ends_at: delivery?.ends_at ?? null }
      const reminders = dueReminders({ ...assignment, ...slot }, settings, now)
      return reminders.map((reminder) => {
        const waited = awakeTime(reminder.since, now, settings.quietHours)
        return { reminder, about: { assignment, delivery, waited } }
      })
    })
    await enqueue(container, await messagesOf(container, due, readers))
    if (assignments.length < BATCH) {
      return
    }
    after = assignments[assignments.length - 1].id
  }
}

/** `waited`: time in ms since the state began, without the quiet hours. */
type About = { assignment: AssignmentRecord; delivery: DeliveryRecord | undefined; waited: number }
type Due = { reminder: Reminder; about: About }
type ReadersOf = (reminder: Reminder) => Promise<Reader[]>

/** Reads the recipients of each kind and member once. */
function rememberedReaders(container: MedusaContainer): ReadersOf {
  const known = new Map<string, Promise<Reader[]>>()
  return (reminder) => {
    const key = `${reminder.kind}:${reminder.member_id ?? ""}`
    const readers = known.get(key) ?? readersOf(container, reminder)
    known.set(key, readers)
    return readers
  }
}

/** The messages that are not enqueued yet. */
async function messagesOf(
  container: MedusaContainer,
  due: Due[],
  readers: ReadersOf,
): Promise<EnqueuedMessage[]> {
  const all = await Promise.all(
    due.map(async ({ reminder, about }) =>
      (await readers(reminder)).map((reader) => ({
        key: keyOf(reminder, about, reader),
        reminder,
        about,
        reader,
      })),
    ),
  )
  const known = new Set(await outboxOf(container).listKnown(all.flat().map(({ key }) => key)))
  const news = all.flat().filter(({ key }) => !known.has(key))
  const cards = await groupCardsOf(container, news, readers)
  return news.map(({ key, reminder, about, reader }) => ({
    key,
    chatId: reader.chatId,
    screen: screenOf(reader.t, reminder, about),
    orderId: about.assignment.order_id,
    goodUntil: reminder.good_until,
    replyTo: cards[reminder.kind]?.get(about.assignment.id),
  }))
}

const keyOf = ({ kind, since }: Reminder, { assignment }: About, { chatId }: Reader) =>
  `reminder:${kind}:${assignment.id}:${since.getTime()}:${chatId}`

/** The group chat whose card a reminder replies to. */
const GROUPS = { accept: "florists", no_courier: "couriers" } as const

/**
 * Keys of the orders' newest cards in the group chats, by the kind of the reminder and the assignment. The reminder replies
 * to that card, so that its buttons are one tap away.
 */
async function groupCardsOf(
  container: MedusaContainer,
  due: Due[],
  readers: ReadersOf,
): Promise<Partial<Record<Reminder["kind"], Map<string, string>>>> {
  const cards: Partial<Record<Reminder["kind"], Map<string, string>>> = {}
  for (const kind of ["accept", "no_courier"] as const) {
    const [first, ...others] = due.filter(({ reminder }) => reminder.kind === kind)
    const [group] = first ? await readers(first.reminder) : []
    if (group) {
      const ids = [first, ...others].map(({ about }) => about.assignment.id)
      cards[kind] = await newestCardsIn(container, group.chatId, GROUPS[kind], ids)
    }
  }
  return cards
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

function screenOf(t: Translate, { kind }: Reminder, { assignment, delivery, waited }: About): Screen {
  const number = assignment.display_id
  const slot = slotText(t, delivery)
  const minutes = Math.floor(waited / 60_000)
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
