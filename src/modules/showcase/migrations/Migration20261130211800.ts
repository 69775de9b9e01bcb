import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Finds the bouquet that an inventory item is. */
export class Migration20261130211800 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create index if not exists "IDX_showcase_bouquet_inventory_item_id" on "showcase_bouquet" ("inventory_item_id") where deleted_at is null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_showcase_bouquet_inventory_item_id";`)
  }
}
