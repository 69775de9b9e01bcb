import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Each item and location: its stock, the sum of its movements, and the sums of its lots. */
const BALANCES = `
  select level.inventory_item_id as item, level.stocked_quantity::float as stock,
    (select coalesce(sum(quantity), 0)::float from stock_movement movement
     where movement.inventory_item_id = level.inventory_item_id and movement.location_id = level.location_id) as moved,
    (select coalesce(sum(quantity_left), 0)::float from stock_lot lot
     where lot.inventory_item_id = level.inventory_item_id and lot.location_id = level.location_id) as left,
    (select stock_after::float from stock_movement movement
     where movement.inventory_item_id = level.inventory_item_id and movement.location_id = level.location_id
     order by id desc limit 1) as last,
    (select coalesce(sum(value), 0)::float from stock_movement movement
     where movement.inventory_item_id = level.inventory_item_id and movement.location_id = level.location_id) as worth,
    (select coalesce(sum(value_left), 0)::float from stock_lot lot
     where lot.inventory_item_id = level.inventory_item_id and lot.location_id = level.location_id) as worth_left
  from inventory_level level where level.deleted_at is null order by 1`

type Balance = Record<"stock" | "moved" | "left" | "last" | "worth" | "worth_left", number> & { item: string }

export const readBalances = async (container: MedusaContainer): Promise<Balance[]> =>
  (await container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION).raw<{ rows: Balance[] }>(BALANCES))
    .rows

/** Checks that the stock of each item is the sum of its movements and of its lots, also in value, and is not below zero. */
export async function expectAgreement(container: MedusaContainer): Promise<void> {
  for (const { stock, ...sums } of await readBalances(container)) {
    expect(sums).toMatchObject({ moved: stock, left: stock, worth_left: sums.worth })
    expect(stock).toBeGreaterThanOrEqual(0)
  }
}
