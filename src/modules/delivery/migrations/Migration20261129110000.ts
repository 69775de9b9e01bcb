import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261129110000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_placed" ON "delivery" ("booked_at") WHERE status = 'booked' AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_delivery_placed";`)
  }
}
