import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** A gift that is a surprise, and a gift whose address only the recipient knows. */
export class Migration20261130060200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery" add column if not exists "surprise" boolean not null default false, add column if not exists "address_unknown" boolean not null default false;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery" drop column if exists "surprise", drop column if exists "address_unknown";`,
    )
  }
}
