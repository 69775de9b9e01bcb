import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the mark of messages that are sent after all others. */
export class Migration20261130064000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "outbox_message" add column if not exists "is_bulk" boolean not null default false;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "outbox_message" drop column if exists "is_bulk";`)
  }
}
