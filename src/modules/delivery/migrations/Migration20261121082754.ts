import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121082754 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "delivery" drop constraint if exists "delivery_order_id_unique";`)
    this.addSql(`alter table if exists "delivery" drop constraint if exists "delivery_cart_id_unique";`)
    this.addSql(`alter table if exists "closed_day" drop constraint if exists "closed_day_date_unique";`)
    this.addSql(
      `create table if not exists "closed_day" ("id" text not null, "date" text not null, "reason" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "closed_day_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_closed_day_deleted_at" ON "closed_day" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_closed_day_date_unique" ON "closed_day" ("date") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "delivery" ("id" text not null, "cart_id" text null, "order_id" text null, "method" text check ("method" in ('delivery', 'pickup')) null, "for_someone_else" boolean not null default false, "recipient_name" text null, "recipient_phone" text null, "address" text null, "latitude" real null, "longitude" real null, "shipping_option_id" text null, "card_text" text null, "anonymous" boolean not null default false, "comment" text null, "date" text null, "window_id" text null, "starts_at" timestamptz null, "ends_at" timestamptz null, "status" text check ("status" in ('draft', 'booked', 'released')) not null default 'draft', "booked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "delivery_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_delivery_cart_id_unique" ON "delivery" ("cart_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_delivery_order_id_unique" ON "delivery" ("order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_deleted_at" ON "delivery" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_date_window_id" ON "delivery" ("date", "window_id") WHERE status = 'booked' AND deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "delivery_window" ("id" text not null, "start" text not null, "end" text not null, "weekdays" text[] not null, "methods" text check ("methods" in ('delivery', 'pickup', 'both')) not null default 'both', "capacity" integer not null, "cut_off_minutes" integer not null, "active" boolean not null default true, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "delivery_window_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_delivery_window_deleted_at" ON "delivery_window" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "closed_day" cascade;`)

    this.addSql(`drop table if exists "delivery" cascade;`)

    this.addSql(`drop table if exists "delivery_window" cascade;`)
  }
}
