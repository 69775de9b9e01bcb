import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds what a change of a placed order's delivery needs. */
export class Migration20261129120000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery" add column if not exists "address_id" text null, add column if not exists "changed_at" timestamptz null;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_changed_at" ON "delivery" ("changed_at") WHERE changed_at IS NOT NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_delivery_changed_at";`)
    this.addSql(
      `alter table if exists "delivery" drop column if exists "address_id", drop column if exists "changed_at";`,
    )
  }
}
