import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121130500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "delivery" add column if not exists "remembered_at" timestamptz null;`)
    // The addresses of earlier orders were already saved when the orders were placed.
    this.addSql(`update "delivery" set "remembered_at" = now() where "order_id" is not null;`)
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_booked_at" ON "delivery" ("booked_at") WHERE order_id IS NOT NULL AND remembered_at IS NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_delivery_booked_at";`)
    this.addSql(`alter table if exists "delivery" drop column if exists "remembered_at";`)
  }
}
