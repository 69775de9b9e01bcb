import type { Client } from "pg"

/** Size of a shop's stock ledger. Each item has cycles of one receipt and {@link SALES} sales, and a last receipt. */
export type StockedSize = { items: number; movements: number }

const SALES = 24
const PIECES = 4
const UNIT_COST = 500_000

const number = (prefix: string, expression: string) => `'${prefix}' || lpad((${expression})::text, 14, '0')`

/**
 * Fills a database with items and their movements of a year, by plain SQL. The ledger's trigger does not run meanwhile: the rows are those
 * that it would write.
 */
export async function stockShop(client: Client, { items, movements }: StockedSize): Promise<void> {
  const cycles = Math.floor((movements / items - 1) / (SALES + 1))
  const steps = cycles * (SALES + 1) + 1
  const received = SALES * PIECES
  await client.query("set session_replication_role = replica")
  await client.query(`
    create temp table stocked as
    select ${number("iitem_", "i")} as item, i, (select id from stock_location where deleted_at is null order by id limit 1) as place
    from generate_series(1, ${items}) as i;
    insert into inventory_item (id, sku, title) select item, 'sku-' || i, 'Flower ' || i from stocked;
    insert into inventory_level (
      id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity, reserved_quantity, raw_reserved_quantity,
      incoming_quantity, raw_incoming_quantity
    )
    select ${number("ilev_", "i")}, item, place, ${received}, '{"value": "${received}", "precision": 20}', 0, zero, 0, zero
    from stocked, (select '{"value": "0", "precision": 20}'::jsonb as zero) zeros;
    create temp table moved as
    select item, place, step / ${SALES + 1} as cycle, step % ${SALES + 1} as step, (select last_value from stock_movement_number) + step * ${items}::bigint + i as number,
      (select last_value from stock_lot_number) + i * ${cycles + 1}::bigint + step / ${SALES + 1} as lot,
      now() - interval '365 days' * (1 - step / ${steps}.0) as at
    from stocked, generate_series(0, ${steps - 1}) as step;
    insert into stock_lot (id, inventory_item_id, location_id, document_id, received_at, wilts_on, unit_cost, is_estimated, quantity,
      quantity_left, value, value_left)
    select ${number("stlot_", "lot")}, item, place, 'stdoc_bench', at, at::date + 7, ${UNIT_COST}, false, ${received},
      case when cycle = ${cycles} then ${received} else 0 end, ${received * UNIT_COST},
      case when cycle = ${cycles} then ${received * UNIT_COST} else 0 end
    from moved where step = 0;
    insert into stock_movement (id, inventory_item_id, location_id, kind, quantity, stock_after, value, is_known, actor_type, channel,
      order_id, document_id, created_at)
    select ${number("stmov_", "number")}, item, place, case step when 0 then 'incoming' else 'sale' end,
      case step when 0 then ${received} else -${PIECES} end, ${received} - step * ${PIECES},
      case step when 0 then ${received * UNIT_COST} else -${PIECES * UNIT_COST} end, true, 'telegram', 'telegram',
      case when step > 0 then ${number("order_", "number / 3")} end, case step when 0 then 'stdoc_bench' end, at
    from moved;
    insert into stock_lot_part (movement_id, lot_id, quantity, value)
    select ${number("stmov_", "number")}, ${number("stlot_", "lot")}, case step when 0 then ${received} else -${PIECES} end,
      case step when 0 then ${received * UNIT_COST} else -${PIECES * UNIT_COST} end
    from moved;
    select setval('stock_movement_number', (select max(number) from moved)), setval('stock_lot_number', (select max(lot) from moved));
    insert into stock_supplier (id, name, lead_days) select 'stsup_' || i, 'Supplier ' || i, i % 5 from generate_series(1, 20) as i;
    insert into stock_reorder (id, inventory_item_id, level, quantity, supplier_id, low_since)
    select ${number("streo_", "i")}, item, case when i % 10 = 0 then ${received * 2} else 0 end, 50, 'stsup_' || (1 + i % 20),
      case when i % 10 = 0 then now() end
    from stocked;
    drop table moved, stocked`)
  await client.query("set session_replication_role = default")
  await client.query("vacuum analyze")
}
