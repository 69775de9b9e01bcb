import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { MessageRecord } from "../../modules/outbox/types"
import { telegramOf } from "../runtime/telegram"
import type { Translate } from "../ui/texts"
import { workshopOf } from "../ui/workshop"
import { deskReaders, ownersInPrivate, type Reader } from "./desk"
import { enqueue, type EnqueuedMessage } from "./index"
import { outboxOf } from "./outbox"

/** How many messages one telling speaks of; the rest follow in the next. */
const AT_ONCE = 500
/** How many orders it names. */
const NAMED = 10
const KEY = "trouble:"

/**
 * Tells those who watch over the shop of messages that were given up, all that are new in one telling; and of a
 * group where work is offered that cannot be written to, once a day. Done again it does nothing.
 */
export async function tellOfTrouble(container: MedusaContainer): Promise<void> {
  const outbox = outboxOf(container)
  const unreported = await outbox.listUnreported(AT_ONCE)
  // That a telling itself did not arrive is not told the same way: it would go on for ever.
  const troubled = unreported.filter(({ state, key }) => state !== "skipped" && !key.startsWith(KEY))
  const closed = unreported.filter(({ state }) => state === "skipped")
  await enqueue(container, [
    ...(await tellingsOf(container, troubled)),
    ...(await tellingsOfClosedChats(container, closed)),
  ])
  if (unreported.length) {
    await outbox.markNotified(unreported.map(({ id }) => id))
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(
      `telegram: ${unreported.length} messages did not go out as they should; see Messages in the admin`,
    )
  }
}

async function tellingsOf(container: MedusaContainer, rows: MessageRecord[]): Promise<EnqueuedMessage[]> {
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

/** When the chat of the desk is itself in trouble, the owners hear of it in private. */
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

async function tellingsOfClosedChats(
  container: MedusaContainer,
  rows: MessageRecord[],
): Promise<EnqueuedMessage[]> {
  const telegram = telegramOf(container)
  const tellings: EnqueuedMessage[] = []
  for (const purpose of ["florists", "couriers"] as const) {
    const chat = await telegram.chatFor(purpose)
    if (chat && rows.some(({ chat_id }) => chat_id === chat.chat_id)) {
      const key = `chat_closed:${chat.chat_id}:${new Date().toISOString().slice(0, 10)}`
      const text = (t: Translate) => t(`notices.admin_chat_closed_${purpose}`)
      const readers = await deskReaders(container)
      tellings.push(
        ...readers.map(({ chatId, t }) => ({ key: `${key}:${chatId}`, chatId, screen: { text: text(t) } })),
      )
    }
  }
  return tellings
}
