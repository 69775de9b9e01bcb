import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Links staff members to users of Medusa's admin. */
export class Migration20261121153600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "workshop_staff_member" add column if not exists "user_id" text null;`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_workshop_staff_member_user_id_unique" ON "workshop_staff_member" ("user_id") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_workshop_staff_member_user_id_unique";`)
    this.addSql(`alter table if exists "workshop_staff_member" drop column if exists "user_id";`)
  }
}
