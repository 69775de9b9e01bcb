import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { MessageRecord } from "../../modules/outbox/types"
import { noticesOfSupport } from "../messages/support"
import { telegramOf } from "../runtime/telegram"
import type { Translate } from "../ui/texts"
import { workshopOf } from "../ui/workshop"
import { deskReaders, ownersInPrivate, shopChats, type Reader } from "./desk"
import { enqueue, type EnqueuedMessage } from "./index"
import { outboxOf } from "./outbox"

/** Maximum number of undelivered messages in one report. The next run reports the rest. */
const AT_ONCE = 500
/** Maximum number of order numbers in the text. */
const NAMED = 10
const KEY = "trouble:"

/**
 * Reports undelivered messages to the admin chat or the owners, all new ones in one message.
 * Reports once that the bot cannot write to a chat of the shop.
 * Notifies the shopper of an undelivered question, and staff of an answer to a person who blocked the bot.
 * Marks the reported messages, so that a second call reports nothing.
 */
export async function reportUndelivered(container: MedusaContainer): Promise<void> {
  const outbox = outboxOf(container)
  const unreported = await outbox.listUnreported(AT_ONCE)
  // An undelivered report is not reported again, because that would never end.
  const troubled = unreported.filter(({ state, key }) => state !== "skipped" && !key.startsWith(KEY))
  await enqueue(container, [
    ...(await noticesOf(container, troubled)),
    ...(await noticesOfSupport(container, unreported)),
  ])
  await reportClosedChats(container)
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

/**
 * Notices about chats of the shop that the bot cannot write to, one for each time that a chat becomes unreachable. A
 * chat that is not in use any more is not reported.
 */
async function reportClosedChats(container: MedusaContainer): Promise<void> {
  const telegram = telegramOf(container)
  const closed = await telegram.listChatStates(
    { unreachable_since: { $ne: null }, notified_at: null },
    { take: AT_ONCE },
  )
  const readers = closed.length ? await deskReaders(container) : []
  if (!readers.length) {
    return
  }
  const chats = await shopChats(container)
  const notices = closed.flatMap(({ id, unreachable_since: since }) =>
    chats
      .filter(({ chat_id }) => chat_id === id)
      .flatMap(({ purpose }) =>
        readers.map(({ chatId, t }) => ({
          key: `chat_closed:${purpose}:${id}:${since?.getTime()}:${chatId}`,
          chatId,
          screen: { text: t(`notices.admin_chat_closed_${purpose}`) },
        })),
      ),
  )
  await enqueue(container, notices)
  await telegram.updateChatStates(closed.map(({ id }) => ({ id, notified_at: new Date() })))
}
