import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Who placed an order, when and how it is paid, for the limits of orders. */
export class Migration20261129194100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery" add column if not exists "placed_at" timestamptz null, add column if not exists "buyer" text null, add column if not exists "address_key" text null, add column if not exists "pays_cash" boolean not null default false, add column if not exists "no_shows" integer not null default 0, add column if not exists "call_first" boolean not null default false;`,
    )
    this.addSql(
      `update "delivery" set "placed_at" = coalesce("booked_at", "created_at") where "order_id" is not null and "placed_at" is null;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_recipient_phone_placed_at" ON "delivery" ("recipient_phone", "placed_at") WHERE placed_at IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_address_key_placed_at" ON "delivery" ("address_key", "placed_at") WHERE address_key IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_buyer_placed_at" ON "delivery" ("buyer", "placed_at") WHERE placed_at IS NOT NULL AND buyer IS NOT NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "delivery" drop column if exists "placed_at", drop column if exists "buyer", drop column if exists "address_key", drop column if exists "pays_cash", drop column if exists "no_shows", drop column if exists "call_first";`,
    )
  }
}
