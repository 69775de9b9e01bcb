import type { Prepared } from "../lib/prepared"

/** Follows Medusa's stock levels for the reorder levels, and reads what is there and what open orders need. */

/** The free pieces of an item at all locations: stocked without reserved. */
const FREE = `
create or replace function stock_level_free(item text) returns numeric language sql stable as $ledger$
  select coalesce(sum(level.stocked_quantity - level.reserved_quantity), 0) from inventory_level level
  where level.inventory_item_id = item and level.deleted_at is null
$ledger$;`

/** The same for all items that have a level. */
const FREE_OF_ALL = `
create or replace function stock_levels_free() returns table (item text, free numeric) language sql stable as $ledger$
  select level.inventory_item_id, sum(level.stocked_quantity - level.reserved_quantity) from inventory_level level
  where level.deleted_at is null group by level.inventory_item_id
$ledger$;`

const WATCH = `
create or replace function stock_reorder_watch() returns trigger language plpgsql as $ledger$
begin
  if TG_OP <> 'INSERT' then
    perform stock_reorder_follow(OLD.inventory_item_id);
  end if;
  if TG_OP = 'INSERT' or (TG_OP = 'UPDATE' and NEW.inventory_item_id <> OLD.inventory_item_id) then
    perform stock_reorder_follow(NEW.inventory_item_id);
  end if;
  return null;
end
$ledger$;`

const ATTACH = `
create or replace trigger stock_reorder
  after insert or delete or update of stocked_quantity, reserved_quantity, deleted_at, inventory_item_id on inventory_level
  for each row execute function stock_reorder_watch()`

/**
 * The statements that attach the reorder levels to Medusa's stock levels. Idempotent. They follow the migrations of all modules,
 * because Medusa migrates its modules in any order.
 */
export const ATTACH_REORDER = [FREE, FREE_OF_ALL, WATCH, ATTACH]

/** An inventory item at all its locations. Quantities are decimal strings. */
export type PlannedItemRow = {
  id: string
  title: string | null
  sku: string | null
  stocked: string
  reserved: string
}

/**
 * The inventory items that have a level, by title. Parameter: the ids of the items, or null for all.
 *
 * @param isMade gives a condition: the shop makes the item itself, so that nobody orders it
 */
export const plannedItems = (isMade: (item: string) => string): Prepared => ({
  name: "planned-items",
  text: `
  select item.id, item.title, item.sku, coalesce(sum(level.stocked_quantity), 0)::text as stocked,
    coalesce(sum(level.reserved_quantity), 0)::text as reserved
  from inventory_item item
  left join inventory_level level on level.inventory_item_id = item.id and level.deleted_at is null
  where item.deleted_at is null and ($1::text[] is null or item.id = any($1)) and not ${isMade("item.id")}
  group by item.id order by item.title, item.id`,
})

/** Pieces that open orders have reserved of an item, on a day as YYYY-MM-DD; null: on no day. */
export type OpenNeedRow = { inventory_item_id: string; day: string | null; pieces: string }

/**
 * The pieces that open orders have reserved, by item and day of the order's delivery. An order that a florist has accepted has
 * reserved nothing any more. Parameter: the ids of the items, or null for all.
 *
 * @param dayOf gives an expression: the day on which an order is delivered
 */
export const openNeeds = (dayOf: (order: string) => string): Prepared => ({
  name: "open-needs",
  text: `
  select reserved.inventory_item_id, reserved.day, sum(reserved.quantity)::text as pieces
  from (
    select reservation.inventory_item_id, reservation.quantity, ${dayOf("placed.order_id")} as day
    from reservation_item reservation
    left join lateral (
      select piece.order_id from order_item piece
      where piece.item_id = reservation.line_item_id and piece.deleted_at is null limit 1
    ) placed on true
    where reservation.deleted_at is null and ($1::text[] is null or reservation.inventory_item_id = any($1))
  ) reserved
  group by reserved.inventory_item_id, reserved.day`,
})
