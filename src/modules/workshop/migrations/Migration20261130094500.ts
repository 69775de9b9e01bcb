import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the hand-over that a member has reported and can still undo. */
export class Migration20261130094500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" add column if not exists "confirmed_at" timestamptz null, add column if not exists "confirmed_by" text null, add column if not exists "confirmed_cash" text null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" drop column if exists "confirmed_at", drop column if exists "confirmed_by", drop column if exists "confirmed_cash";`,
    )
  }
}
