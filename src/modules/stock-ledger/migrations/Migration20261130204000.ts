import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TIMES =
  '"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now()'

/** Counts of the stock, and what people counted. */
export class Migration20261130204000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "stock_count" ("id" text not null, "location_id" text not null, "category_id" text null, "status" text check ("status" in ('open', 'waiting', 'closed', 'canceled')) not null default 'open', "refusals" integer not null default 0, "note" text null, "key" text null, "actor_type" text not null, "actor_id" text null, "channel" text not null, "request_id" text null, "document_id" text null, "ended_at" timestamptz null, ${TIMES}, "deleted_at" timestamptz null, constraint "stock_count_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create unique index if not exists "IDX_stock_count_unended" on "stock_count" ("location_id") where status in ('open', 'waiting') and deleted_at is null;`,
    )
    this.addSql(
      `create unique index if not exists "IDX_stock_count_key_unique" on "stock_count" ("key") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_count_created_at" on "stock_count" ("created_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_count_request_id" on "stock_count" ("request_id") where request_id is not null and deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_count_deleted_at" on "stock_count" ("deleted_at") where deleted_at is null;`,
    )
    this.addSql(`create sequence if not exists stock_count_entry_number;`)
    this.addSql(
      `create table if not exists "stock_count_entry" ("count_id" text not null, "inventory_item_id" text not null, "person" text not null, "counted" numeric not null check ("counted" >= 0), "book" numeric not null, "adds" boolean not null, "number" bigint not null default nextval('stock_count_entry_number'), "key" text null, "actor_type" text not null, "actor_id" text null, "channel" text not null, ${TIMES}, constraint "stock_count_entry_pkey" primary key ("count_id", "inventory_item_id", "person"));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "stock_count_entry";`)
    this.addSql(`drop table if exists "stock_count";`)
    this.addSql(`drop sequence if exists stock_count_entry_number;`)
  }
}
