import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the florist to whom an order is offered first, and until when. */
export class Migration20261130203600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" add column if not exists "first_florist_id" text null, add column if not exists "first_until" timestamptz null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" drop column if exists "first_florist_id", drop column if exists "first_until";`,
    )
  }
}
