import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Express deliveries, and exact times inside a slot. */
export class Migration20261130093000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery_window" add column if not exists "express_minutes" integer null;`,
    )
    this.addSql(
      `alter table if exists "delivery" add column if not exists "express" boolean not null default false, add column if not exists "exact_time" text null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "delivery_window" drop column if exists "express_minutes";`)
    this.addSql(
      `alter table if exists "delivery" drop column if exists "express", drop column if exists "exact_time";`,
    )
  }
}
