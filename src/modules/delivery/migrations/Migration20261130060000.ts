import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The phone of the person who orders for someone else. */
export class Migration20261130060000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "delivery" add column if not exists "giver_phone" text null;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "delivery" drop column if exists "giver_phone";`)
  }
}
