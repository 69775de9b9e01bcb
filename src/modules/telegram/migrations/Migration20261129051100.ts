import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Renames the table of the update queues' leases. All rows are kept. */
export class Migration20261129051100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "telegram_turn" rename to "telegram_queue_lease";`)
    this.addSql(
      `alter table "telegram_queue_lease" rename constraint "telegram_turn_pkey" to "telegram_queue_lease_pkey";`,
    )
    this.addSql(
      `alter index if exists "IDX_telegram_turn_deleted_at" rename to "IDX_telegram_queue_lease_deleted_at";`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter index if exists "IDX_telegram_queue_lease_deleted_at" rename to "IDX_telegram_turn_deleted_at";`,
    )
    this.addSql(
      `alter table "telegram_queue_lease" rename constraint "telegram_queue_lease_pkey" to "telegram_turn_pkey";`,
    )
    this.addSql(`alter table if exists "telegram_queue_lease" rename to "telegram_turn";`)
  }
}
