import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The answer "no card" to the question for the words of the greeting card. */
export class Migration20261130060300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery" add column if not exists "without_card" boolean not null default false;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "delivery" drop column if exists "without_card";`)
  }
}
