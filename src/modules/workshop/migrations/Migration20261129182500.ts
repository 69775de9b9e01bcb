import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the time when an exchange or a claim last opened a closed order again. */
export class Migration20261129182500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" add column if not exists "reopened_at" timestamptz null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "workshop_assignment" drop column if exists "reopened_at";`)
  }
}
