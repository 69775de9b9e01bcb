import type { Prepared } from "../../lib/prepared"

/*
 * Each statement locks the queue's lease before other rows, which prevents deadlocks. Rows that a statement
 * reads after waiting for the lease may be outdated. The counter `calls` shows that an update has joined
 * meanwhile.
 */

/** Explicit columns: a prepared statement with `*` fails after a migration adds a column. */
const ACCOUNT = `id, telegram_id, username, first_name, last_name, language, customer_id, cart_id, session, blocked_at,
        created_at, updated_at, deleted_at`

/**
 * Stores an update, increments the queue's counter `calls`, and takes the lease if it is free. The account is
 * read with a lock, so that it includes the changes of the previous lease holder. If the lease is free, the
 * update starts immediately and counts as taken once: after a crash the next process knows that the update
 * may have had effects.
 *
 * $1 update id, $2 queue, $3 payload, $4 holder, $5 lifetime of the lease in seconds, $6 the person's
 * Telegram id
 */
export const ACCEPT: Prepared = {
  name: "telegram-accept",
  text: `
    with stored as (
      insert into telegram_update (id, queue, payload, takes)
      select $1, $2, $3::jsonb, case when exists (
        select 1 from telegram_queue_lease where id = $2 and held_until >= now()
      ) then 0 else 1 end
      on conflict (id) do nothing returning id
    ), lease as (
      insert into telegram_queue_lease as t (id, holder, held_until)
      select $2::text, $4::text, now() + make_interval(secs => $5) from stored
      on conflict (id) do update set
        holder = case when t.held_until < now() then excluded.holder else t.holder end,
        held_until = case when t.held_until < now() then excluded.held_until else t.held_until end,
        calls = t.calls + 1
      returning t.holder, t.calls
    )
    select lease.holder as lease_holder, lease.calls as lease_calls,
      exists (
        select 1 from telegram_update
        where queue = $2 and handled_at is null and deleted_at is null and id <> $1
      ) as is_behind,
      account.*
    from lease left join lateral (
      select ${ACCOUNT} from telegram_account
      where telegram_id = $6 and deleted_at is null and lease.holder = $4
      for share
    ) account on true`,
}

/**
 * Takes or renews a queue's lease and returns the oldest update with the person's account. Returns no row if
 * another process holds the lease.
 *
 * $1 queue, $2 holder, $3 lifetime of the lease in seconds
 */
export const NEXT: Prepared = {
  name: "telegram-next",
  text: `
    with lease as (
      insert into telegram_queue_lease as t (id, holder, held_until)
      values ($1, $2, now() + make_interval(secs => $3))
      on conflict (id) do update set holder = excluded.holder, held_until = excluded.held_until
        where t.holder = excluded.holder or t.held_until < now()
      returning t.id, t.calls
    ), oldest as (
      select id from telegram_update
      where queue = $1 and handled_at is null and deleted_at is null and exists (select 1 from lease)
      order by id::bigint limit 1
    ), taken as (
      update telegram_update u set takes = u.takes + 1, updated_at = now()
      from oldest where u.id = oldest.id and u.handled_at is null
      returning u.payload, u.takes, u.created_at
    )
    select lease.calls as lease_calls, taken.payload as update_payload, coalesce(taken.takes, 0) as update_takes,
      taken.created_at as update_stored_at, account.*
    from lease left join taken on true left join lateral (
      select ${ACCOUNT} from telegram_account where telegram_id = lease.id and deleted_at is null for share
    ) account on true`,
}

/**
 * Marks an update as handled, deletes its payload, stores the session, and releases the lease unless more
 * updates wait. A process that has lost the lease does not store the session, because the new holder may have
 * changed the session.
 *
 * $1 update id, $2 queue, $3 holder, $4 `calls` that the holder has read, $5 account id, $6 session or null
 */
export const FINISH: Prepared = {
  name: "telegram-finish",
  text: `
    with mine as (
      select calls from telegram_queue_lease where id = $2 and holder = $3 for update
    ), done as (
      update telegram_update set handled_at = now(), payload = null
      where id = $1 and (select count(*) from mine) >= 0
    ), saved as (
      update telegram_account set session = $6::jsonb, updated_at = now()
      where id = $5 and $6::jsonb is not null and deleted_at is null and exists (select 1 from mine)
    ), gone as (
      delete from telegram_queue_lease t using mine
      where t.id = $2 and t.holder = $3 and mine.calls = $4 and not exists (
        select 1 from telegram_update
        where queue = $2 and handled_at is null and deleted_at is null and id <> $1
      )
      returning t.id
    )
    select exists (select 1 from gone) as has_left`,
}

/**
 * Releases a lease if no update waits or has joined meanwhile. $1 queue, $2 holder, $3 `calls` that the
 * holder has read
 */
export const LEAVE: Prepared = {
  name: "telegram-leave",
  text: `
    delete from telegram_queue_lease
    where id = $1 and holder = $2 and calls = $3 and not exists (
      select 1 from telegram_update where queue = $1 and handled_at is null and deleted_at is null
    )
    returning id`,
}

/**
 * Takes the leases of queues with waiting updates that no process handles, because the holder died or stopped
 * handling the queue.
 *
 * $1 holder, $2 lifetime of the lease in seconds, $3 queues that the holder handles now, $4 maximum number of
 * queues
 */
export const TAKE_OVER: Prepared = {
  name: "telegram-take-over",
  text: `
    insert into telegram_queue_lease as t (id, holder, held_until)
    select queue, $1::text, now() + make_interval(secs => $2)
    from (
      select distinct queue from telegram_update u
      where handled_at is null and deleted_at is null and not exists (
        select 1 from telegram_queue_lease x
        where x.id = u.queue and x.held_until >= now() and (x.holder <> $1 or x.id = any($3::text[]))
      )
    ) waiting
    limit $4
    on conflict (id) do update set holder = excluded.holder, held_until = excluded.held_until
      where t.held_until < now() or (t.holder = excluded.holder and t.id <> all($3::text[]))
    returning t.id`,
}

/** Renews leases. $1 holder, $2 lifetime of the lease in seconds, $3 queues that the holder handles now */
export const RENEW: Prepared = {
  name: "telegram-renew",
  text: `
    update telegram_queue_lease set held_until = now() + make_interval(secs => $2)
    where holder = $1 and id = any($3::text[])`,
}

/** Releases a lease although updates may wait. $1 queue, $2 holder */
export const HAND_OVER: Prepared = {
  name: "telegram-hand-over",
  text: `delete from telegram_queue_lease where id = $1 and holder = $2`,
}
