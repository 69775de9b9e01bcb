/**
 * The chat of a purpose: the bound one, otherwise the configured one under its present id. ? purpose, ? configured chat
 * id or null
 */
export const CHAT_FOR = `
  with asked as (select ?::text as purpose, ?::text as configured), chosen as (
    select chat_id || coalesce('/' || message_thread_id, '') as chat_id, title, language, true as is_bound
    from telegram_chat, asked where telegram_chat.purpose = asked.purpose and deleted_at is null
    union all
    select coalesce(state.moved_to, asked.configured), '', 'ru', false
    from asked left join telegram_chat_state state on state.id = asked.configured and state.deleted_at is null
    where asked.configured is not null
  )
  select chosen.*, state.problem from chosen
  left join telegram_chat_state state
    on state.id = chosen.chat_id and state.unreachable_since is not null and state.deleted_at is null
  order by is_bound desc limit 1`

/** Moves the bindings of a group. ? new chat id, ? former chat id */
export const MOVE_BINDINGS = `
  update telegram_chat set chat_id = ?, updated_at = now() where chat_id = ? and deleted_at is null returning id`

/** Records a move. A known move stays as it is. ? former chat id, ? new chat id */
export const NOTE_MOVE = `
  insert into telegram_chat_state (id, moved_to) values (?, ?)
  on conflict (id) do update set moved_to = excluded.moved_to, announced_at = null, updated_at = now()
    where telegram_chat_state.moved_to is distinct from excluded.moved_to`

/** Records that a chat is unreachable. The time of the first failure stays. ? address, ? problem */
export const NOTE_UNREACHABLE = `
  insert into telegram_chat_state (id, unreachable_since, problem) values (?, now(), ?)
  on conflict (id) do update set problem = excluded.problem, updated_at = now(),
    unreachable_since = coalesce(telegram_chat_state.unreachable_since, now())`
