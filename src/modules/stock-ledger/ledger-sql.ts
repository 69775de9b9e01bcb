/** The PostgreSQL setting with the cause of a transaction's changes of stock: a `StockCause` as JSON. */
export const CAUSE_SETTING = "guldasta.stock_cause"

/**
 * Writes the movement of one item at one location, and moves the quantity and its value between the lots.
 *
 * - A decrease takes the oldest lots first, but before them the lot that the cause names: what wilts is written off from its own
 *   lot. A countermovement takes the lots of its movement first, and so does a movement with the cause `lots_of`.
 * - An increase for an order, or a countermovement, goes back into the lots from which the quantity was taken.
 * - Any other increase is a new lot. Without a known cost, the cost is estimated: that of the item's newest lot. So is the shelf
 *   life, but not of flowers that come in: they are fresh.
 * - The value of a part of a lot is rounded once; the last part takes what is left. So no minor unit is lost.
 *
 * The row of Medusa's stock level is locked by the statement that changes it, so the changes of one item and location come
 * one after the other.
 */
const MOVE = `
create or replace function stock_ledger_move(item text, place text, was numeric, becomes numeric, cause jsonb)
returns void language plpgsql as $ledger$
declare
  moved text := 'stmov_' || lpad(nextval('stock_movement_number')::text, 14, '0');
  is_known boolean := cause->>'kind' is not null;
  countered text := cause->>'counters';
  preferred text := coalesce(cause->>'lots_of', cause->>'counters');
  rest numeric;
  part numeric;
  worth bigint;
  total bigint := 0;
  lot record;
  made text;
  paid numeric := (cause->'lot'->>'unit_cost')::numeric;
  wilting date := (cause->'lot'->>'wilts_on')::date;
  former_wilting date;
begin
  if becomes = was then
    return;
  end if;
  if becomes < 0 and becomes < was and not stock_level_allows_backorder(item) then
    raise exception using errcode = '23514', constraint = 'stock_below_zero',
      message = format('The stock of item %s at location %s would be %s: it cannot be below zero.', item, place, becomes);
  end if;

  rest := greatest(was, 0) - greatest(becomes, 0);
  if rest > 0 then
    for lot in
      select one.id, one.quantity_left, one.value_left from stock_lot one
      where one.inventory_item_id = item and one.location_id = place and one.quantity_left > 0
      order by one.id is not distinct from cause->>'lot_id' desc, exists (
        select from stock_lot_part taken where taken.movement_id = preferred and taken.lot_id = one.id
      ) desc, one.received_at, one.id
    loop
      exit when rest = 0;
      part := least(rest, lot.quantity_left);
      worth := case when part = lot.quantity_left then lot.value_left
        else round(lot.value_left * part / lot.quantity_left) end;
      update stock_lot set quantity_left = quantity_left - part, value_left = value_left - worth where id = lot.id;
      insert into stock_lot_part (movement_id, lot_id, quantity, value) values (moved, lot.id, -part, -worth);
      rest := rest - part;
      total := total - worth;
    end loop;
    if rest > 0 then
      raise exception 'The lots of item % at location % have % less than its stock.', item, place, rest;
    end if;
  end if;

  rest := greatest(becomes, 0) - greatest(was, 0);
  if rest > 0 and (countered is not null or cause->>'order_id' is not null) then
    for lot in
      select taken.lot_id as id, -sum(taken.quantity) as quantity, -sum(taken.value) as value
      from stock_movement movement join stock_lot_part taken on taken.movement_id = movement.id
      where movement.inventory_item_id = item and movement.location_id = place and case
        when countered is not null then countered in (movement.id, movement.counters)
        else movement.order_id = cause->>'order_id' end
      group by taken.lot_id having sum(taken.quantity) < 0
      order by taken.lot_id desc
    loop
      exit when rest = 0;
      part := least(rest, lot.quantity);
      worth := case when part = lot.quantity then lot.value else round(lot.value * part / lot.quantity) end;
      update stock_lot set quantity_left = quantity_left + part, value_left = value_left + worth where id = lot.id;
      insert into stock_lot_part (movement_id, lot_id, quantity, value) values (moved, lot.id, part, worth);
      rest := rest - part;
      total := total + worth;
    end loop;
  end if;
  if rest > 0 then
    worth := (cause->'lot'->>'value')::bigint;
    if worth is not null then
      paid := case when (cause->'lot'->>'is_unknown')::boolean then null else round(worth / rest) end;
    elsif paid is null then
      select one.unit_cost, one.wilts_on into paid, former_wilting from stock_lot one
      where one.inventory_item_id = item and one.unit_cost is not null
      order by one.received_at desc, one.id desc limit 1;
      if cause->>'kind' is distinct from 'incoming' then
        wilting := coalesce(wilting, former_wilting);
      end if;
    end if;
    worth := coalesce(worth, round(paid * rest), 0);
    made := 'stlot_' || lpad(nextval('stock_lot_number')::text, 14, '0');
    insert into stock_lot (
      id, inventory_item_id, location_id, document_id, supplier_id, received_at, wilts_on, unit_cost, is_estimated,
      quantity, quantity_left, value, value_left
    ) values (
      made, item, place, cause->>'document_id', cause->'lot'->>'supplier_id',
      coalesce((cause->'lot'->>'received_at')::timestamptz, clock_timestamp()), wilting, paid,
      coalesce(
        (cause->'lot'->>'is_estimated')::boolean, coalesce(cause->'lot'->>'unit_cost', cause->'lot'->>'value') is null
      ), rest, rest, worth, worth
    );
    insert into stock_lot_part (movement_id, lot_id, quantity, value) values (moved, made, rest, worth);
    total := total + worth;
  end if;

  insert into stock_movement (
    id, inventory_item_id, location_id, kind, reason, quantity, stock_after, value, is_known,
    actor_type, actor_id, channel, order_id, document_id, counters, note
  ) values (
    moved, item, place, coalesce(cause->>'kind', 'correction'), cause->>'reason', becomes - was, becomes, total, is_known,
    coalesce(cause->>'actor_type', 'unknown'), cause->>'actor_id', coalesce(cause->>'channel', 'database'),
    cause->>'order_id', cause->>'document_id', countered, cause->>'note'
  );
  if not is_known then
    insert into stock_unexplained (movement_id) values (moved);
  end if;
end
$ledger$;`

/** The trigger's function. A deleted stock level counts as zero. */
const FOLLOW = `
create or replace function stock_ledger_follow() returns trigger language plpgsql as $ledger$
declare
  cause jsonb := coalesce(nullif(current_setting('${CAUSE_SETTING}', true), '')::jsonb, '{}'::jsonb);
  was numeric := 0;
  becomes numeric := 0;
begin
  if TG_OP <> 'INSERT' and OLD.deleted_at is null then
    was := OLD.stocked_quantity;
  end if;
  if TG_OP <> 'DELETE' and NEW.deleted_at is null then
    becomes := NEW.stocked_quantity;
  end if;
  if TG_OP = 'UPDATE' and (OLD.inventory_item_id, OLD.location_id) is distinct from (NEW.inventory_item_id, NEW.location_id)
  then
    perform stock_ledger_move(OLD.inventory_item_id, OLD.location_id, was, 0, cause);
    perform stock_ledger_move(NEW.inventory_item_id, NEW.location_id, 0, becomes, cause);
  elsif TG_OP = 'DELETE' then
    perform stock_ledger_move(OLD.inventory_item_id, OLD.location_id, was, becomes, cause);
  else
    perform stock_ledger_move(NEW.inventory_item_id, NEW.location_id, was, becomes, cause);
  end if;
  return null;
end
$ledger$;`

/** The stock that a shop had before it had a ledger. Stock below zero, from backorders, becomes a movement without lots. */
const OPEN = `
create or replace function stock_ledger_open(item text, place text, stock numeric) returns void language plpgsql as $ledger$
begin
  if stock < 0 then
    insert into stock_movement (
      id, inventory_item_id, location_id, kind, quantity, stock_after, value, is_known, actor_type, channel
    ) values (
      'stmov_' || lpad(nextval('stock_movement_number')::text, 14, '0'), item, place, 'opening', stock, stock, 0, true,
      'system', 'database'
    );
  else
    perform stock_ledger_move(item, place, 0, stock,
      '{"kind": "opening", "actor_type": "system", "channel": "database"}'::jsonb);
  end if;
end
$ledger$;`

/** Movements and their parts of lots are never changed: an error is corrected by a countermovement. */
const FREEZE = `
create or replace function stock_ledger_freeze() returns trigger language plpgsql as $ledger$
begin
  raise exception using errcode = '23514', constraint = 'stock_ledger_frozen',
    message = format('Rows of %s are never changed or deleted: record a countermovement.', TG_TABLE_NAME);
end
$ledger$;`

export const LEDGER_FUNCTIONS = [MOVE, FOLLOW, OPEN, FREEZE]
