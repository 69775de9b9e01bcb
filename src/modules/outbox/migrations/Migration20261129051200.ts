import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Renames two columns of the outbox. All rows are kept. */
export class Migration20261129051200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "outbox_message" rename column "owed_at" to "enqueued_at";`)
    this.addSql(`alter table "outbox_message" rename column "told_at" to "notified_at";`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "outbox_message" rename column "notified_at" to "told_at";`)
    this.addSql(`alter table "outbox_message" rename column "enqueued_at" to "owed_at";`)
  }
}
