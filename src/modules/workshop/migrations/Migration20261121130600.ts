import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121130600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_staff_member" add column if not exists "cards_kept_at" timestamptz null;`,
    )
    this.addSql(`update "workshop_staff_member" set "cards_kept_at" = now();`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "workshop_staff_member" drop column if exists "cards_kept_at";`)
  }
}
