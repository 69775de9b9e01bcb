/**
 * An entry is what one person counted of one item, with the stock in the books at that moment. The latest entry that does not
 * add (`adds`) is the base of its item. Later entries that add are further parts of the item, in another place; all other entries
 * are superseded.
 */
const BASE = `
base as (
  select distinct on (inventory_item_id) inventory_item_id, number, book from stock_count_entry
  where count_id = ? and not adds order by inventory_item_id, number desc
)`

/** Whether an entry counts: its base is in \`base\`. */
const COUNTS = "(entry.number = base.number or (entry.adds and entry.number > base.number))"

/** What is counted of each item, and how much this differs from the books of that moment. Parameters: the count, twice. */
export const COUNTED_ITEMS = `
with ${BASE}
select base.inventory_item_id, sum(entry.counted)::text as counted, base.book::text as book,
  (sum(entry.counted) - base.book)::text as difference
from base join stock_count_entry entry on entry.count_id = ? and entry.inventory_item_id = base.inventory_item_id
where ${COUNTS}
group by base.inventory_item_id, base.book order by base.inventory_item_id`

/** The entries of a count that are not superseded, oldest first. Parameters: the count, twice. */
export const VALID_ENTRIES = `
with ${BASE}
select entry.inventory_item_id, entry.person, entry.counted::text as counted, entry.book::text as book, entry.adds,
  entry.actor_type, entry.actor_id, entry.channel, entry.updated_at as counted_at
from base join stock_count_entry entry on entry.count_id = ? and entry.inventory_item_id = base.inventory_item_id
where ${COUNTS} order by entry.inventory_item_id, entry.number`

/** All entries of an item in a count, oldest first. Parameters: the count and the item. */
export const ENTRIES_OF_ITEM = `
select person, counted::text as counted, adds, number::text as number, key from stock_count_entry
where count_id = ? and inventory_item_id = ? order by number`

/** How many items of each of some counts are counted. */
export const NUMBERS_OF_COUNTED = `
select count_id as id, count(distinct inventory_item_id)::int as counted from stock_count_entry
where count_id = any(?::text[]) group by count_id`

/**
 * The stock of an item in the books: that after its last movement. The trigger of the ledger writes each change of a level, so this is
 * the level while its row is locked. Parameters: the item and the location.
 */
export const BOOK = `
select stock_after::text as book from stock_movement
where inventory_item_id = ? and location_id = ? order by id desc limit 1`

/** Counts of the same item wait for each other until the end of the transaction. */
export const LOCK_ITEM_OF_COUNT = "select pg_advisory_xact_lock(hashtextextended(?, 0))"

/** Entries of a count may be written at the same time, but not while the count is being ended. */
export const LOCK_COUNT_TO_ENTER = "select location_id, status from stock_count where id = ? for share"
export const LOCK_COUNT_TO_END =
  "select id, location_id, status, refusals, note, request_id, document_id from stock_count where id = ? for update"

/** Replaces the entry of a person. It becomes the newest one. */
export const REPLACE_ENTRY = `
insert into stock_count_entry (
  count_id, inventory_item_id, person, counted, book, adds, key, actor_type, actor_id, channel
) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (count_id, inventory_item_id, person) do update set counted = excluded.counted, book = excluded.book,
  adds = excluded.adds, number = excluded.number, key = excluded.key, actor_type = excluded.actor_type,
  actor_id = excluded.actor_id, channel = excluded.channel, updated_at = now()`

/** Adds pieces to the entry of a person, which stays where it is in the order of the entries. */
export const ADD_TO_ENTRY = `
update stock_count_entry set counted = counted + ?, key = ?, updated_at = now()
where count_id = ? and inventory_item_id = ? and person = ?`

export const CANCEL_COUNT = `
update stock_count set status = 'canceled', ended_at = now(), updated_at = now() where id = ?`

export const CLOSE_COUNT = `
update stock_count set status = 'closed', document_id = ?, ended_at = now(), updated_at = now() where id = ?`

export const WAIT_WITH_COUNT = `
update stock_count set status = 'waiting', request_id = ?, updated_at = now() where id = ?`

/** The count of a decided request is closed with its document, or open again. Parameters: the document or null, and the request. */
export const FOLLOW_REQUEST = `
update stock_count set
  document_id = decided.document_id,
  status = case when decided.document_id is null then 'open' else 'closed' end,
  refusals = refusals + case when decided.document_id is null then 1 else 0 end,
  ended_at = case when decided.document_id is null then null else now() end, updated_at = now()
from (select ?::text as document_id) decided
where request_id = ? and status = 'waiting'`
