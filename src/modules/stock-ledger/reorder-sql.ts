/**
 * Records that the free pieces of an item crossed its level, in either direction. Each crossing begins without a notice.
 * `stock_level_free` is in src/medusa-sql/reorder-levels.ts.
 */
export const FOLLOW_LEVEL = `
create or replace function stock_reorder_follow(item text) returns void language plpgsql as $ledger$
declare
  known record;
  is_low boolean;
begin
  select one.level, one.low_since into known from stock_reorder one
  where one.inventory_item_id = item and one.deleted_at is null;
  if not found then
    return;
  end if;
  is_low := known.level is not null and stock_level_free(item) <= known.level;
  if is_low <> (known.low_since is not null) then
    update stock_reorder one
    set low_since = case when is_low then clock_timestamp() end, notice_id = null, told_at = null, updated_at = now()
    where one.inventory_item_id = item and one.deleted_at is null and is_low <> (one.low_since is not null);
  end if;
end
$ledger$;`
