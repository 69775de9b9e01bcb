import type { Prepared } from "../lib/prepared"

/** Attaches the stock ledger to Medusa's stock levels, and the functions with which it changes them. */

/** Attaches the trigger to Medusa's stock levels, and writes the opening movements of a shop that has stock. Idempotent. */
const INSTALL = `
create or replace function stock_ledger_install() returns void language plpgsql as $ledger$
declare
  level record;
begin
  if to_regclass('inventory_level') is null or exists (
    select from pg_trigger where tgname = 'stock_ledger' and tgrelid = to_regclass('inventory_level')
  ) then
    return;
  end if;
  lock table inventory_level in share row exclusive mode;
  if exists (select from pg_trigger where tgname = 'stock_ledger' and tgrelid = to_regclass('inventory_level')) then
    return;
  end if;
  for level in
    select inventory_item_id, location_id, stocked_quantity from inventory_level where deleted_at is null
  loop
    perform stock_ledger_open(level.inventory_item_id, level.location_id, level.stocked_quantity);
  end loop;
  create trigger stock_ledger
    after insert or delete or update of stocked_quantity, deleted_at, inventory_item_id, location_id on inventory_level
    for each row execute function stock_ledger_follow();
end
$ledger$;`

/**
 * Locks the levels of items until the end of the transaction, always in the same order. The items and the locations are two arrays
 * of the same length.
 */
const LOCK = `
create or replace function stock_level_lock(items text[], places text[]) returns void language sql as $ledger$
  select from inventory_level level
  join unnest(items, places) as wanted(item, place)
    on wanted.item = level.inventory_item_id and wanted.place = level.location_id
  where level.deleted_at is null
  order by level.inventory_item_id, level.location_id for update of level
$ledger$;`

/** Changes the stock of a level, and creates the level if there is none. Medusa keeps each quantity twice. */
const CHANGE = `
create or replace function stock_level_change(item text, place text, change numeric, new_id text)
returns void language plpgsql as $ledger$
begin
  update inventory_level set stocked_quantity = stocked_quantity + change, updated_at = now(),
    raw_stocked_quantity = jsonb_build_object('value', (stocked_quantity + change)::text, 'precision', 20)
  where inventory_item_id = item and location_id = place and deleted_at is null;
  if not found then
    insert into inventory_level (
      id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity, reserved_quantity, raw_reserved_quantity,
      incoming_quantity, raw_incoming_quantity
    )
    select new_id, item, place, change, jsonb_build_object('value', change::text, 'precision', 20), 0, zero, 0, zero
    from (select '{"value": "0", "precision": 20}'::jsonb as zero) zeros;
  end if;
end
$ledger$;`

/** Whether an item may be sold before it comes: only the stock of such an item can fall below zero. */
const BACKORDER = `
create or replace function stock_level_allows_backorder(item text) returns boolean language sql stable as $ledger$
  select exists (
    select from product_variant_inventory_item part
    join product_variant variant on variant.id = part.variant_id and variant.deleted_at is null
    where part.inventory_item_id = item and part.deleted_at is null and variant.allow_backorder
  )
$ledger$;`

/** The levels whose stock is lower than what orders have reserved. */
const SHORT = `
create or replace function stock_level_short(items text[], places text[])
returns table (inventory_item_id text, location_id text, missing text) language sql stable as $ledger$
  select level.inventory_item_id, level.location_id, (level.reserved_quantity - level.stocked_quantity)::text
  from inventory_level level
  join unnest(items, places) as wanted(item, place)
    on wanted.item = level.inventory_item_id and wanted.place = level.location_id
  where level.deleted_at is null and level.stocked_quantity < level.reserved_quantity
  order by level.inventory_item_id, level.location_id
$ledger$;`

/**
 * The statements that attach the stock ledger to Medusa's stock levels. Idempotent. They follow the migrations of all modules, because
 * Medusa migrates its modules in any order.
 */
export const ATTACH_LEDGER = [LOCK, CHANGE, BACKORDER, SHORT, INSTALL, "select stock_ledger_install()"]

/** Rows of {@link stockItems}. Quantities are decimal strings, values are minor units. */
export type StockItemRow = {
  inventory_item_id: string
  location_id: string
  title: string | null
  sku: string | null
  stocked: string
  /** Reserved for orders that no florist has accepted yet. */
  reserved: string
  /** Held for carts. */
  held: string
  /** What can be sold now; below zero when orders have reserved more than there is. */
  free: string
  /** Sold within 7 and 30 days, without what came back. */
  sold_7: string
  sold_30: string
  last_receipt_at: Date | null
  /** Of the flowers in stock whose cost is known, for one piece; null without any. */
  average_cost: string | null
  value: string
}

/**
 * The free pieces of items at a location: in stock, not reserved for an order and not held for a cart. Values: the items as an
 * array of text, and the location.
 *
 * @param heldOf gives an expression: the pieces of an item that are held for carts
 */
export const freeAt = (heldOf: (item: string) => string): string => `
  select level.inventory_item_id,
    (level.stocked_quantity - level.reserved_quantity - ${heldOf("level.inventory_item_id")})::text as free
  from inventory_level level
  where level.inventory_item_id = any(?::text[]) and level.location_id = ? and level.deleted_at is null`

const soldIn = (days: number) => `(
    select coalesce(-sum(movement.quantity), 0)::text from stock_movement movement
    where movement.inventory_item_id = page.inventory_item_id and movement.location_id = page.location_id
      and movement.kind = 'sale' and movement.created_at >= now() - interval '${days} days'
  )`

/**
 * The stock of items by location, with what is reserved, held, free, sold and worth. Parameters: the ids of the items or null for
 * all, the words that title or SKU contain (an ILIKE pattern) or null, the number of rows and the offset.
 *
 * @param heldOf gives an expression: the pieces of an item that are held for carts
 */
export const stockItems = (heldOf: (item: string) => string): Prepared => ({
  name: "stock-items",
  text: `
  with page as materialized (
    select level.inventory_item_id, level.location_id, item.title, item.sku, level.stocked_quantity, level.reserved_quantity
    from inventory_item item join inventory_level level on level.inventory_item_id = item.id and level.deleted_at is null
    where item.deleted_at is null and ($1::text[] is null or item.id = any($1))
      and ($2::text is null or item.title ilike $2 or item.sku ilike $2)
    order by item.title, item.id, level.location_id limit $3 offset $4
  )
  select page.inventory_item_id, page.location_id, page.title, page.sku, page.stocked_quantity::text as stocked,
    page.reserved_quantity::text as reserved, held.pieces::text as held,
    (page.stocked_quantity - page.reserved_quantity - held.pieces)::text as free,
    ${soldIn(7)} as sold_7, ${soldIn(30)} as sold_30,
    (
      select max(lot.received_at) from stock_lot lot
      where lot.inventory_item_id = page.inventory_item_id and lot.location_id = page.location_id
        and lot.document_id is not null
    ) as last_receipt_at,
    round(worth.known_value / nullif(worth.known_pieces, 0))::text as average_cost, worth.value::text as value
  from page
  cross join lateral (select ${heldOf("page.inventory_item_id")} as pieces) held
  cross join lateral (
    select coalesce(sum(lot.value_left), 0) as value, sum(lot.value_left) filter (where lot.unit_cost is not null) as known_value,
      sum(lot.quantity_left) filter (where lot.unit_cost is not null) as known_pieces
    from stock_lot lot
    where lot.inventory_item_id = page.inventory_item_id and lot.location_id = page.location_id and lot.quantity_left > 0
  ) worth
  order by page.title, page.inventory_item_id, page.location_id`,
})
