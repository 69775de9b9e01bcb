import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The beginning of a hold, its followed end, and the address of a client without an account. */
export class Migration20261129194000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "cart_hold" add column if not exists "started_at" timestamptz not null default now(), add column if not exists "ended_at" timestamptz null, add column if not exists "address" text null;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cart_hold_address" ON "cart_hold" ("address") WHERE address IS NOT NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "cart_hold" drop column if exists "started_at", drop column if exists "ended_at", drop column if exists "address";`,
    )
  }
}
