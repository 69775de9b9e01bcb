import type { NewMessage } from "./types"

const COLUMNS = [
  "id",
  "key",
  "chat_id",
  "kind",
  "order_id",
  "payload",
  "wanted",
  "when_unknown",
  "good_until",
  "is_bulk",
  "state",
  "last_error",
] as const

/**
 * Returns the insert statement for this number of messages, due immediately. The caller appends the `on
 * conflict` clause.
 */
export function insertInto(count: number): string {
  const one = `(${COLUMNS.map((column) => (column === "payload" ? "?::jsonb" : "?")).join(", ")}, now(), now())`
  return `insert into outbox_message (${COLUMNS.join(", ")}, enqueued_at, next_attempt_at)
    values ${Array.from({ length: count }, () => one).join(", ")}`
}

/** Returns the values of one message for {@link insertInto}. */
export function valuesOf(id: string, message: NewMessage): unknown[] {
  const {
    key,
    chat_id,
    kind,
    order_id,
    payload,
    wanted,
    when_unknown,
    good_until,
    is_bulk,
    skipped_because,
  } = message
  return [
    id,
    key,
    chat_id,
    kind,
    order_id ?? null,
    JSON.stringify(payload),
    wanted,
    when_unknown,
    good_until ?? null,
    is_bulk ?? false,
    skipped_because ? "skipped" : "pending",
    skipped_because ?? null,
  ]
}

/** Conflict clause of notices: a known key is ignored. */
export const ONCE = "on conflict (key) where deleted_at is null do nothing"

const HAS_CHANGED = "outbox_message.wanted <> excluded.wanted"

/**
 * Conflict clause of cards: the card gets the new content. A card in the state `unknown` or `skipped` keeps
 * its state: the bot cannot edit it until staff send it again or the chat becomes available.
 */
export const KEPT = `on conflict (key) where deleted_at is null do update set
  payload = excluded.payload,
  wanted = excluded.wanted,
  order_id = excluded.order_id,
  when_unknown = excluded.when_unknown,
  state = case when outbox_message.state in ('sent', 'failed') then 'pending' else outbox_message.state end,
  attempts = case when outbox_message.state in ('sent', 'failed') then 0 else outbox_message.attempts end,
  enqueued_at = case when outbox_message.state in ('sent', 'failed') then now() else outbox_message.enqueued_at end,
  next_attempt_at =
    case when outbox_message.state in ('sent', 'failed') then now() else outbox_message.next_attempt_at end,
  updated_at = now()
  where ${HAS_CHANGED}`

/**
 * Conflict clause of cards that must be the last message of their chat: the card is sent as a new message,
 * unless it is in flight.
 */
export const ANEW = `on conflict (key) where deleted_at is null do update set
  payload = excluded.payload,
  wanted = excluded.wanted,
  order_id = excluded.order_id,
  state = 'pending',
  attempts = 0,
  is_repeat = false,
  enqueued_at = now(),
  next_attempt_at = now(),
  message_id = null,
  content = '',
  has_photo = false,
  last_error = null,
  updated_at = now()
  where outbox_message.state <> 'sending'`

/** Replaces the content of a message, unless it is the same. ? payload, ? its hash, ? key, ? the hash again */
export const CHANGE = `
  update outbox_message set payload = ?::jsonb, wanted = ?,
    attempts = case when state in ('sent', 'failed') then 0 else attempts end,
    enqueued_at = case when state in ('sent', 'failed') then now() else enqueued_at end,
    next_attempt_at = case when state in ('sent', 'failed') then now() else next_attempt_at end,
    state = case when state in ('sent', 'failed') then 'pending' else state end,
    updated_at = now()
  where key = ? and wanted <> ? and deleted_at is null returning id`

/**
 * Moves unsent notices to another chat. Message ids of the former chat are invalid there. ? new chat id, ? former chat
 * id
 */
export const MOVE_NOTICES = `
  update outbox_message set chat_id = ?, message_id = null, content = '', has_photo = false, updated_at = now(),
    payload = case when jsonb_typeof(payload -> 'reply_to') = 'number' then payload - 'reply_to' else payload end
  where chat_id = ? and kind = 'notice' and state <> 'sent' and deleted_at is null`

/** Deletes the cards of a chat. ? chat id */
export const FORGET_CARDS = `delete from outbox_message where chat_id = ? and kind = 'card' returning id`

/** Problems that nobody has been notified of: messages in trouble, and skipped messages of the support chat. */
export const IS_UNREPORTED = `notified_at is null and deleted_at is null and (state in ('unknown', 'failed')
    or (state = 'skipped' and (key like 'question:%' or key like 'answer:%')))`

/** Notices that are not sent any more. Questions are kept, because people can answer them later. */
export const IS_SETTLED_NOTICE = `kind = 'notice' and state not in ('pending', 'sending') and key not like 'question:%'`

/** Cards that are not about to be sent or edited. */
export const IS_SETTLED_CARD = `kind = 'card' and state not in ('pending', 'sending')`

/**
 * Cards by the beginning of their keys. The operators are those of `text_pattern_ops`: unlike `like`, they need no escape
 * of "_", which is a part of each id. ? an array of beginnings that end with ":"
 */
export const CARDS = `
  select card.key, card.chat_id from unnest(?::text[]) as wanted(beginning)
  join outbox_message card on card.key ~>=~ wanted.beginning
    and card.key ~<~ (left(wanted.beginning, -1) || ';') and card.kind = 'card' and card.deleted_at is null
  order by card.number`

/**
 * Number of messages by state, for metrics. Sent messages are the history, so above 1,000 their number is PostgreSQL's
 * estimate.
 */
export const MESSAGE_FIGURES = `
  with unsent as (
    select state, count(*)::int as count from outbox_message where state <> 'sent' and deleted_at is null group by state
  )
  select * from unsent
  union all
  select 'sent', greatest(
    (select reltuples from pg_class where oid = 'outbox_message'::regclass)
      - (select coalesce(sum(count), 0) from unsent),
    (select count(*) from (select from outbox_message where state = 'sent' and deleted_at is null limit 1000) as counted)
  )::int`

/**
 * Age of the oldest unsent message, and how late the dispatcher is, in seconds. Only a chat's first message counts, and no bulk
 * message.
 */
export const WAITING_FIGURES = `
  with heads as (
    select distinct on (chat_id) case state when 'sending' then claimed_at else next_attempt_at end as due_at
      from outbox_message where state in ('pending', 'sending') and not is_bulk and deleted_at is null order by chat_id, number
  )
  select (select coalesce(extract(epoch from now() - min(enqueued_at)), 0)::float from outbox_message
           where state in ('pending', 'sending') and not is_bulk and deleted_at is null) as oldest,
         (select coalesce(greatest(extract(epoch from now() - min(due_at)), 0), 0)::float from heads) as late`

/** Messages of a chat that {@link UNANSWERED} looks at. */
const NEWEST = 500

/** The number of people whose last question in a chat has no answer. Parameters: the chat, and the earliest time of a question. */
export const UNANSWERED = `
  WITH asked AS (
    SELECT split_part(newest.key, ':', 2) AS person, max(newest.number) AS number FROM (
      SELECT key, number, created_at FROM outbox_message
      WHERE chat_id = ? AND deleted_at IS NULL ORDER BY number DESC LIMIT ${NEWEST}
    ) newest
    WHERE newest.key LIKE 'question:%' AND newest.created_at >= ? GROUP BY 1
  )
  SELECT count(*)::int AS count FROM asked WHERE NOT EXISTS (
    SELECT FROM outbox_message answer
    WHERE answer.chat_id = asked.person AND answer.number > asked.number AND answer.key LIKE 'answer:%'
      AND answer.deleted_at IS NULL
  )`
