import {
  generateEntityId,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { Message } from "./models/message"
import { execute, type Shared } from "../../lib/module-database"
import { ANEW, insertInto, KEPT, ONCE, valuesOf } from "./sql"
import { REPEATABLE_STATES, TROUBLED_STATES } from "./states"
import type { DueMessage, MessageRecord, NewMessage } from "./types"

/**
 * A chat waits for a message that fails no longer than this many attempts (about three minutes of them); then
 * the ones behind it pass.
 */
const PATIENCE = 8

/** How many rows one statement writes: PostgreSQL takes 65,535 values. */
const AT_ONCE = 1000

class OutboxModuleService extends MedusaService({ Message }) {
  /**
   * Writes down what is owed, all of it or nothing. A notice whose key is there changes nothing; a card whose
   * key is there becomes what it should be now.
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
      for (let from = 0; from < some.length; from += AT_ONCE) {
        const rows = some.slice(from, from + AT_ONCE)
        await execute(
          shared,
          `${insertInto(rows.length)} ${onConflict}`,
          rows.flatMap((row) => valuesOf(generateEntityId("", "tgmsg"), row)),
        )
      }
    }
  }

  /**
   * The messages that may go now: of each chat the first, and none of a chat in which one is being sent.
   *
   * @param busy chats that the asking dispatcher is writing to
   */
  @InjectManager()
  async listDue(busy: string[], limit: number, @MedusaContext() shared: Shared = {}): Promise<DueMessage[]> {
    return execute<DueMessage>(
      shared,
      `select id, chat_id, is_edit from (
         select distinct on (chat_id) id, chat_id, number, next_attempt_at, message_id is not null as is_edit from outbox_message
         where state = 'pending' and deleted_at is null and (attempts < ? or next_attempt_at <= now())
           and chat_id <> all(?::text[])
           and chat_id not in (select chat_id from outbox_message where state = 'sending' and deleted_at is null)
         order by chat_id, number
       ) heads where next_attempt_at <= now() order by number limit ?`,
      [PATIENCE, textArray(busy), limit],
    )
  }

  /** Claims a message for sending. Of concurrent calls, one gets it. */
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
   * The message shows what was sent. What was to be shown may have changed meanwhile: then it is due again.
   *
   * @param content the fingerprint of what was sent
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
   * The message was not sent and is tried again.
   *
   * @param seconds from now
   * @param change `isRepeat`: the first one may have arrived, and this one says so; `countsNot`: the attempt
   * was no fault of the message
   */
  @InjectManager()
  async settleLater(
    id: string,
    seconds: number,
    reason: string,
    change: { isRepeat?: boolean; countsNot?: boolean } = {},
    @MedusaContext() shared: Shared = {},
  ): Promise<void> {
    await execute(
      shared,
      `update outbox_message set state = 'pending', next_attempt_at = now() + make_interval(secs => ?),
         last_error = ?, is_repeat = is_repeat or ?, attempts = greatest(0, attempts - ?),
         claimed_at = null, claimed_by = null, updated_at = now()
       where id = ?`,
      [seconds, reason, change.isRepeat ?? false, change.countsNot ? 1 : 0, id],
    )
  }

  /** The message goes no further by itself. It keeps its words: staff may send it again. */
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

  /** Somebody deleted the message: what is sent next is a new one. */
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
   * A person asks for a message to be sent again; of two at once, one call gets true. It is sent as it is, not
   * as a repeat, and however late it is.
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

  /** A chat can be written to again: the cards of these orders that were left out or given up are tried anew. */
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

  /** What those who watch over the shop were not told of yet: messages in trouble, and groups that are closed. */
  @InjectManager()
  async listUnreported(limit: number, @MedusaContext() shared: Shared = {}): Promise<MessageRecord[]> {
    return execute<MessageRecord>(
      shared,
      `select * from outbox_message where notified_at is null and deleted_at is null
         and (state = any(?::text[]) or (state = 'skipped' and kind = 'card' and chat_id like '-%'))
       order by number limit ?`,
      [textArray(TROUBLED_STATES), limit],
    )
  }

  @InjectManager()
  async markNotified(ids: string[], @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(shared, `update outbox_message set notified_at = now() where id = any(?::text[])`, [
      textArray(ids),
    ])
  }

  /** Forgets notices that are long done with; no effect that would enqueue them again is as old as that. */
  @InjectManager()
  async forgetSettled(days: number, @MedusaContext() shared: Shared = {}): Promise<void> {
    await execute(
      shared,
      `delete from outbox_message where kind = 'notice' and state not in ('pending', 'sending')
         and key not like 'question:%' and created_at < now() - make_interval(days => ?)`,
      [days],
    )
  }
}

/** A list as PostgreSQL writes it; the driver's own binding would spread it into several values. */
function textArray(values: readonly string[]): string {
  return `{${values.map((value) => JSON.stringify(value)).join(",")}}`
}

export default OutboxModuleService
