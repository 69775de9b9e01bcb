import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { MessageRecord } from "../../modules/outbox/types"
import { noticesOfSupport } from "../messages/support"
import { telegramOf } from "../runtime/telegram"
import type { Translate } from "../ui/texts"
import { workshopOf } from "../ui/workshop"
import { deskReaders, ownersInPrivate, type Reader } from "./desk"
import { enqueue, type EnqueuedMessage } from "./index"
import { outboxOf } from "./outbox"

/** Maximum number of undelivered messages in one report. The next run reports the rest. */
const AT_ONCE = 500
/** Maximum number of order numbers in the text. */
const NAMED = 10
const KEY = "trouble:"

/**
 * Reports undelivered messages to the admin chat or the owners, all new ones in one message.
 * Reports at most once a day that the bot cannot write to the florists' or couriers' chat.
 * Notifies the shopper of an undelivered question, and staff of an answer to a person who blocked the bot.
 * Marks the reported messages, so that a second call reports nothing.
 */
export async function reportUndelivered(container: MedusaContainer): Promise<void> {
  const outbox = outboxOf(container)
  const unreported = await outbox.listUnreported(AT_ONCE)
  // An undelivered report is not reported again, because that would never end.
  const troubled = unreported.filter(({ state, key }) => state !== "skipped" && !key.startsWith(KEY))
  const closed = unreported.filter(({ state }) => state === "skipped")
  await enqueue(container, [
    ...(await noticesOf(container, troubled)),
    ...(await noticesOfClosedChats(container, closed)),
    ...(await noticesOfSupport(container, unreported)),
  ])
  if (unreported.length) {
    await outbox.markNotified(unreported.map(({ id }) => id))
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(
      `telegram: ${unreported.length} messages were not delivered; see the Messages page of the admin`,
    )
  }
}

async function noticesOf(container: MedusaContainer, rows: MessageRecord[]): Promise<EnqueuedMessage[]> {
  const [first] = rows
  if (!first) {
    return []
  }
  const numbers = await orderNumbers(container, rows)
  const count = rows.length
  const write = (t: Translate) =>
    [
      t("notices.admin_messages_lost", { count }),
      ...(numbers.length
        ? [t("notices.admin_messages_lost_orders", { numbers: numbers.map((one) => `№${one}`).join(", ") })]
        : []),
      t("notices.admin_messages_lost_where"),
    ].join("\n")
  const key = `${KEY}${first.id}:${new Date(first.updated_at).getTime()}`
  return (await readersBeside(container, rows)).map(({ chatId, t }) => ({
    key: `${key}:${chatId}`,
    chatId,
    screen: { text: write(t) },
  }))
}

/** The admin chat or the owners. If the admin chat itself has undelivered messages, the owners in private. */
async function readersBeside(container: MedusaContainer, rows: MessageRecord[]): Promise<Reader[]> {
  const readers = await deskReaders(container)
  const isDeskInTrouble = readers.some(({ chatId }) => rows.some(({ chat_id }) => chat_id === chatId))
  return isDeskInTrouble ? ownersInPrivate(container) : readers
}

async function orderNumbers(container: MedusaContainer, rows: MessageRecord[]): Promise<number[]> {
  const ids = [...new Set(rows.flatMap(({ order_id }) => order_id ?? []))]
  const assignments = ids.length
    ? await workshopOf(container).listAssignments(
        { order_id: ids },
        { select: ["display_id"], order: { display_id: "ASC" }, take: NAMED },
      )
    : []
  return assignments.map(({ display_id }) => display_id)
}

async function noticesOfClosedChats(
  container: MedusaContainer,
  rows: MessageRecord[],
): Promise<EnqueuedMessage[]> {
  const telegram = telegramOf(container)
  const notices: EnqueuedMessage[] = []
  for (const purpose of ["florists", "couriers"] as const) {
    const chat = await telegram.chatFor(purpose)
    if (chat && rows.some(({ chat_id }) => chat_id === chat.chat_id)) {
      const key = `chat_closed:${chat.chat_id}:${new Date().toISOString().slice(0, 10)}`
      const text = (t: Translate) => t(`notices.admin_chat_closed_${purpose}`)
      const readers = await deskReaders(container)
      notices.push(
        ...readers.map(({ chatId, t }) => ({ key: `${key}:${chatId}`, chatId, screen: { text: text(t) } })),
      )
    }
  }
  return notices
}
