/** Sets when an item is ordered again. Parameters: id of a new row, item, level, quantity, supplier, lead time in days. */
export const SET_REORDER = `
insert into stock_reorder (id, inventory_item_id, level, quantity, supplier_id, lead_days) values (?, ?, ?, ?, ?, ?)
on conflict (inventory_item_id) where deleted_at is null do update
  set level = excluded.level, quantity = excluded.quantity, supplier_id = excluded.supplier_id,
    lead_days = excluded.lead_days, updated_at = now()`

/** Records a crossing of an item's level: after a change of the level itself. */
export const FOLLOW = "select stock_reorder_follow(?)"

/** Items with their suppliers. Parameters: the ids of the items or null for all, twice. */
export const REORDERS = `
select reorder.inventory_item_id, reorder.level, reorder.quantity, reorder.low_since, supplier.id as supplier_id,
  supplier.name as supplier_name, supplier.phone as supplier_phone, reorder.lead_days as own_lead_days,
  coalesce(reorder.lead_days, supplier.lead_days, 0) as lead_days
from stock_reorder reorder
left join stock_supplier supplier on supplier.id = reorder.supplier_id and supplier.deleted_at is null
where reorder.deleted_at is null and (?::text[] is null or reorder.inventory_item_id = any(?::text[]))`

/** The items with crossings that no trigger saw, such as those of two locations at once. */
export const UNFOLLOWED = `
select reorder.inventory_item_id as item
from stock_reorder reorder
left join stock_levels_free() as levels(item, free) on levels.item = reorder.inventory_item_id
where reorder.deleted_at is null
  and (reorder.level is not null and coalesce(levels.free, 0) <= reorder.level) <> (reorder.low_since is not null)`

/** Takes the crossings that nobody is told of into a notice. Parameters: the notice's id, and the number of rows. */
export const TAKE_UNTOLD = `
update stock_reorder set notice_id = ? where id in (
  select id from stock_reorder
  where low_since is not null and told_at is null and notice_id is null and deleted_at is null
  order by low_since limit ? for update skip locked
)`

/** The notices that are not enqueued yet, with their items. */
export const UNTOLD = `
select notice_id, array_agg(inventory_item_id order by low_since, inventory_item_id) as items from stock_reorder
where low_since is not null and told_at is null and notice_id is not null and deleted_at is null
group by notice_id order by notice_id`

/** Skips rows that a change of the stock has locked: waiting for them could be a deadlock. They are marked in the next run. */
export const MARK_TOLD = `
update stock_reorder set told_at = now() where id in (
  select id from stock_reorder where notice_id = ? and told_at is null for update skip locked
)`

/** The movements of some kinds in a period. */
const usedIn = (kinds: string) => `
    select inventory_item_id, quantity, created_at from stock_movement
    where ${kinds} and created_at >= period.begins and created_at < period.ends`

/**
 * The pieces of items that were sold on the days of some periods, without what came back: `[[day, pieces], …]` for each item, the day as
 * the number of days after the first parameter. The stems of bouquets that are made without an order count as sold on the day on which
 * they are made.
 *
 * Parameters: a day, the time zone, the beginnings and the ends of the periods; `ofItems`: also the ids of the items.
 */
export const soldOn = (ofItems: boolean) => `
select sold.inventory_item_id, json_agg(json_build_array(sold.day - ?::date, sold.pieces)) as days
from (
  select movement.inventory_item_id, (movement.created_at at time zone ?)::date as day, -sum(movement.quantity) as pieces
  from unnest(?::timestamptz[], ?::timestamptz[]) as period(begins, ends)
  cross join lateral (
    ${["kind = 'sale'", "kind in ('assembly', 'disassembly')"].map(usedIn).join(" union all ")}
  ) movement
  ${ofItems ? "where movement.inventory_item_id = any(?::text[])" : ""}
  group by 1, 2
) sold
group by 1`

/** When the ledger began. */
export const FIRST_MOVEMENT = "select created_at from stock_movement order by created_at, id limit 1"

/** Deletes a supplier that nothing refers to. Parameters: the supplier's id, three times. */
export const DELETE_UNUSED_SUPPLIER = `
update stock_supplier set deleted_at = now(), updated_at = now()
where id = ? and deleted_at is null
  and not exists (select from stock_document document where document.supplier_id = ? and document.deleted_at is null)
  and not exists (select from stock_reorder reorder where reorder.supplier_id = ? and reorder.deleted_at is null)
returning id`

/** The supplier that has a name already, in any case. Parameters: the name, and the id of a supplier that may have it. */
export const SAME_NAME =
  "select id, name from stock_supplier where lower(name) = lower(?) and id <> ? and deleted_at is null limit 1"
