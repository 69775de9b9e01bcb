import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** A gift of which the giver wants a photo when the recipient has it. */
export class Migration20261130100217 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery" add column if not exists "door_photo" boolean not null default false;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "delivery" drop column if exists "door_photo";`)
  }
}
