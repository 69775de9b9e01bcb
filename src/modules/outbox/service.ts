import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { Message } from "./models/message"
import { MOST_COUNTED, SANDBOX_CHAT, SANDBOX_PERSON } from "../../lib/shop"
import { deleteInBatches, execute, textArray, type Shared } from "../../lib/module-database"
import {
  ANEW,
  CARDS,
  CHANGE,
  FORGET_CARDS,
  insertInto,
  IS_SETTLED_CARD,
  IS_SETTLED_NOTICE,
  IS_UNREPORTED,
  KEPT,
  MOVE_NOTICES,
  ONCE,
  UNANSWERED,
  valuesOf,
} from "./sql"
import { REPEATABLE_STATES } from "./states"
import type { DueMessage, MessagePayload, MessageRecord, NewMessage } from "./types"

/**
 * A failing message blocks the later messages of its chat for this number of attempts (about three minutes).
 */
const BLOCKING_ATTEMPTS = 8

/** Rows per insert. PostgreSQL allows 65,535 parameters in one statement. */
const ROWS_PER_INSERT = 1000

/** The cards and the unsent notices of the chats of Telegram's sandbox. */
const OF_SANDBOX = `(kind = 'card' or state in ('pending', 'sending', 'unknown', 'failed'))
  and (chat_id ~ '${SANDBOX_PERSON}' or chat_id ~ '${SANDBOX_CHAT}')`

class OutboxModuleService extends MedusaService({ Message }) {
  /**
   * Enqueues messages in one transaction. A notice with a known key is ignored. A card with a known key is
   * updated.
   */
  @InjectTransactionManager()
  async enqueue(messages: NewMessage[], @MedusaContext() shared: Shared = {}): Promise<void> {
    const notices = messages.filter(({ kind }) => kind === "notice")
    const cards = messages.filter(({ kind, anew }) => kind === "card" && !anew)
    const anew = messages.filter(({ kind, anew }) => kind === "card" && anew)
    for (const [some, onConflict] of [
      [cards, KEPT],
      [anew, ANEW],
      [notices, ONCE],
    ] as const) {
      for (let from = 0; from < some.length; from += ROWS_PER_INSERT) {
        const rows = some.slice(from, from + ROWS_PER_INSERT)
        await execute(
          shared,
          `${insertInto(rows.length)} ${onConflict}`,
          rows.flatMap((row) => valuesOf(generateEntityId("", "tgmsg"), row)),
        )
      }
    }
  }

  /**
   * The number of people whose last question in a chat has no answer. The keys are `question:<person>:…` and `answer:…`.
   * It looks at the newest messages of the chat only.
   */
  @InjectManager()
  async countUnanswered(
    { chat_id, since }: { chat_id: string; since: Date },
    @MedusaContext() shared: Shared = {},
  ): Promise<number> {
    const [{ count }] = await execute<{ count: number }>(shared, UNANSWERED, [chat_id, since])
    return count
  }

  /**
   * Replaces the content of a message. A sent message is edited in its chat.
   *
   * @param wanted the hash of the new content
   * @returns false if no message has this key, or the content is the same
   */
  @InjectManager()
  async change(
    key: string,
    payload: MessagePayload,
    wanted: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    const rows = await execute(shared, CHANGE, [JSON.stringify(payload), wanted, key, wanted])
    return rows.length > 0
  }

  /**
   * Moves the unsent notices of a group that became a supergroup, and deletes its cards, which the bot can no longer
   * edit.
   *
   * @returns whether the group had cards
   */
  @InjectTransactionManager()
  async moveChat(
    { from, to }: { from: string; to: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<boolean> {
    await execute(shared, MOVE_NOTICES, [to, from])
    const cards = await execute(shared, FORGET_CARDS, [from])
    return cards.length > 0
  }

  /** Deletes the cards and the unsent notices of the chats of Telegram's sandbox. Idempotent. */
  @InjectManager()
  async deleteSandbox(@MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `delete from outbox_message where ${OF_SANDBOX}`, [])
  }

  /** The number of cards and unsent notices of the chats of Telegram's sandbox. */
  @InjectManager()
  async countSandbox(@MedusaContext() shared: Shared = {}): Promise<number> {
    const [{ count }] = await execute<{ count: number }>(
      shared,
      `select count(*)::int as count from outbox_message where ${OF_SANDBOX}`,
      [],
    )
    return count
  }

  /**
   * Lists the messages to send now, without bulk messages: the first message of each chat. Chats with a message in flight are
   * skipped.
   *
   * @param busy chats that the calling dispatcher is sending to
   */
  @InjectManager()
  async listDue(busy: string[], limit: number, @MedusaContext() shared: Shared = {}): Promise<DueMessage[]> {
    return execute<DueMessage>(
      shared,
      `select id, chat_id, is_edit from (
         select distinct on (chat_id) id, chat_id, number, next_attempt_at, message_id is not null as is_edit from outbox_message
         where state = 'pending' and not is_bulk and deleted_at is null and (attempts < ? or next_attempt_at <= now())
           and chat_id <> all(?::text[])
           and chat_id not in (select chat_id from outbox_message where state = 'sending' and deleted_at is null)
         order by chat_id, number
       ) heads where next_attempt_at <= now() order by number limit ?`,
      [BLOCKING_ATTEMPTS, textArray(busy), limit],
    )
  }

  /** Lists bulk messages to send now, the oldest first. @param busy chats that the calling dispatcher is sending to */
  @InjectManager()
  async listBulkDue(
    busy: string[],
    limit: number,
    @MedusaContext() shared: Shared = {},
  ): Promise<DueMessage[]> {
    return execute<DueMessage>(
      shared,
      `select id, chat_id, message_id is not null as is_edit from outbox_message
       where state = 'pending' and is_bulk and deleted_at is null and next_attempt_at <= now() and chat_id <> all(?::text[])
         and chat_id not in (select chat_id from outbox_message where state = 'sending' and deleted_at is null)
       order by number limit ?`,
      [textArray(busy), limit],
    )
  }

  /** Claims a message for sending. Of concurrent calls, only one gets the message. */
  @InjectManager()
  async claim(
    id: string,
    holder: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<MessageRecord | undefined> {
    const [row] = await execute<MessageRecord>(
      shared,
      `update outbox_message set state = 'sending', claimed_at = now(), claimed_by = ?,
         attempts = attempts + 1, updated_at = now()
       where id = (
         select id from outbox_message where id = ? and state = 'pending' and deleted_at is null
         for update skip locked
       ) returning *`,
      [holder, id],
    )
    return row
  }

  /**
   * Records that Telegram has accepted the message. If the card has changed meanwhile, it is due again.
   *
   * @param content the hash of the sent content
   */
  @InjectManager()
  async settleSent(
    id: string,
    sent: { message_id: string; has_photo: boolean; content: string },
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await execute(
      shared,
      `update outbox_message set message_id = ?, has_photo = ?, content = ?,
         state = case when wanted = ? then 'sent' else 'pending' end,
         payload = case when wanted = ? then null else payload end,
         attempts = 0, last_error = null, claimed_at = null, claimed_by = null, next_attempt_at = now(),
         sent_at = now(), updated_at = now()
       where id = ?`,
      [sent.message_id, sent.has_photo, sent.content, sent.content, sent.content, id],
    )
  }

  /**
   * Schedules another attempt.
   *
   * @param seconds delay from now
   * @param change `isRepeat`: the first message may have arrived, so the repeat says that it is a repeat;
   * `isUncounted`: the attempt is not counted, because the failure was not caused by the message
   */
  @InjectManager()
  async settleLater(
    id: string,
    seconds: number,
    reason: string,
    change: { isRepeat?: boolean; isUncounted?: boolean } = {},
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await execute(
      shared,
      `update outbox_message set state = 'pending', next_attempt_at = now() + make_interval(secs => ?),
         last_error = ?, is_repeat = is_repeat or ?, attempts = greatest(0, attempts - ?),
         claimed_at = null, claimed_by = null, updated_at = now()
       where id = ?`,
      [seconds, reason, change.isRepeat ?? false, change.isUncounted ? 1 : 0, id],
    )
  }

  /** Stops sending a message. Its payload is kept, so that staff can send it again. */
  @InjectManager()
  async settleEnded(
    id: string,
    state: (typeof REPEATABLE_STATES)[number],
    reason: string,
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await execute(
      shared,
      `update outbox_message set state = ?, last_error = ?, claimed_at = null, claimed_by = null,
         next_attempt_at = null, updated_at = now()
       where id = ?`,
      [state, reason, id],
    )
  }

  /**
   * Forgets Telegram's message id, because the message was deleted in Telegram. The next edit becomes a new
   * message.
   */
  @InjectManager()
  async forgetSent(id: string, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(
      shared,
      `update outbox_message set message_id = null, content = '', has_photo = false, updated_at = now()
       where id = ?`,
      [id],
    )
  }

  /**
   * Lists messages whose dispatcher died while it was sending them.
   *
   * @param seconds time after which a claim counts as abandoned; a running dispatcher ends a message sooner
   * @param inFlight ids of the messages that the caller itself is sending
   */
  @InjectManager()
  async listAbandoned(
    seconds: number,
    inFlight: string[],
    @MedusaContext() shared: Shared = {},
  ): Promise<MessageRecord[]> {
    return execute<MessageRecord>(
      shared,
      `select * from outbox_message where state = 'sending' and deleted_at is null
         and id <> all(?::text[]) and claimed_at < now() - make_interval(secs => ?)`,
      [textArray(inFlight), seconds],
    )
  }

  /**
   * Sends a message again at the request of staff, without the repeat line and without the expiry time.
   *
   * @returns whether this call re-enqueued the message; of concurrent calls, one gets true
   */
  @InjectManager()
  async sendAgain(id: string, @MedusaContext() shared: Shared = {}): Promise<boolean> {
    const rows = await execute(
      shared,
      `update outbox_message set state = 'pending', attempts = 0, is_repeat = false, enqueued_at = now(),
         next_attempt_at = now(), good_until = null, notified_at = null, updated_at = now()
       where id = ? and state = any(?::text[]) and payload is not null and deleted_at is null returning id`,
      [id, textArray(REPEATABLE_STATES)],
    )
    return rows.length === 1
  }

  /** Re-enqueues the skipped and failed cards of these orders after a chat becomes available again. */
  @InjectManager()
  async reviveCards(chatId: string, orderIds: string[], @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(
      shared,
      `update outbox_message set state = 'pending', attempts = 0, enqueued_at = now(), next_attempt_at = now(),
         message_id = null, content = '', notified_at = null, updated_at = now()
       where chat_id = ? and kind = 'card' and order_id = any(?::text[]) and payload is not null
         and state in ('skipped', 'failed') and deleted_at is null`,
      [chatId, textArray(orderIds)],
    )
  }

  /** Lists problems that nobody has been notified of, oldest first. */
  @InjectManager()
  async listUnreported(limit: number, @MedusaContext() shared: Shared = {}): Promise<MessageRecord[]> {
    return execute<MessageRecord>(
      shared,
      `select * from outbox_message where ${IS_UNREPORTED} order by number limit ?`,
      [limit],
    )
  }

  /** The given keys that messages have already. */
  @InjectManager()
  async listKnown(keys: string[], @MedusaContext() shared: Shared = {}): Promise<string[]> {
    const rows = keys.length
      ? await execute<{ key: string }>(
          shared,
          `select key from outbox_message where key = any(?::text[]) and deleted_at is null`,
          [textArray(keys)],
        )
      : []
    return rows.map(({ key }) => key)
  }

  /**
   * Lists cards in the order of their creation.
   *
   * @param beginnings of their keys, each ending with ":"
   */
  @InjectManager()
  async listCards(
    beginnings: string[],
    @MedusaContext() shared: Shared = {},
  ): Promise<{ key: string; chat_id: string }[]> {
    return beginnings.length ? execute(shared, CARDS, [textArray(beginnings)]) : []
  }

  /**
   * Lists the sent cards of a chat, newest first.
   *
   * @param before only cards with a smaller number
   */
  @InjectManager()
  async listCardsIn(
    chatId: string,
    { before, limit }: { before: number | undefined; limit: number },
    @MedusaContext() shared: Shared = {},
  ): Promise<{ key: string; number: number }[]> {
    return execute(
      shared,
      `select key, number from outbox_message
       where chat_id = ? and kind = 'card' and message_id is not null and deleted_at is null
         and number < coalesce(?::int, 2147483647)
       order by number desc limit ?`,
      [chatId, before ?? null, limit],
    )
  }

  /** The number of messages, at most {@link MOST_COUNTED}. An absent filter is not applied. */
  @InjectManager()
  async countUpToMost(
    { state, chat_id, order_id }: { state?: string[]; chat_id?: string; order_id?: string[] },
    @MedusaContext() shared: Shared = {},
  ): Promise<number> {
    const [{ count }] = await execute<{ count: number }>(
      shared,
      `select count(*)::int as count from (
         select from outbox_message where deleted_at is null
           ${state ? "and state = any(?::text[])" : ""} ${chat_id ? "and chat_id = ?" : ""}
           ${order_id ? "and order_id = any(?::text[])" : ""} limit ${MOST_COUNTED}
       ) as counted`,
      [
        ...(state ? [textArray(state)] : []),
        ...(chat_id ? [chat_id] : []),
        ...(order_id ? [textArray(order_id)] : []),
      ],
    )
    return count
  }

  @InjectManager()
  async markNotified(ids: string[], @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `update outbox_message set notified_at = now() where id = any(?::text[])`, [
      textArray(ids),
    ])
  }

  /**
   * Deletes settled notices older than the given number of days, in batches. Their keys are no longer needed, because the
   * sweeps do not enqueue messages of that age again.
   */
  @InjectManager()
  async forgetSettled(days: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    await deleteInBatches(
      shared,
      {
        table: "outbox_message",
        condition: `${IS_SETTLED_NOTICE} and created_at < now() - make_interval(days => ?)`,
        age: "created_at",
      },
      [days],
    )
  }

  /** Deletes the cards of orders that are older than this number of days. The messages in Telegram stay. */
  @InjectManager()
  async forgetCards(days: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    const condition = `${IS_SETTLED_CARD} and created_at < now() - make_interval(days => ?)`
    await deleteInBatches(shared, { table: "outbox_message", condition, age: "created_at" }, [days])
  }
}

export default OutboxModuleService
