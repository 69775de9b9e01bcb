import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TIMES =
  '"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null'

/** The ratings of delivered orders, and their figures for each product. */
export class Migration20261130094731 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "rating_order" ("id" text not null, "order_id" text not null, "display_id" integer not null, "customer_id" text not null, "product_ids" text[] not null, "stars" integer not null check ("stars" between 1 and 5), "words" text null, "status" text check ("status" in ('pending', 'approved', 'hidden')) not null, "rated_at" timestamptz not null, "notified_at" timestamptz null, ${TIMES}, constraint "rating_order_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create unique index if not exists "IDX_rating_order_order_id_unique" on "rating_order" ("order_id") where deleted_at is null;`,
    )
    for (const column of ["rated_at", "display_id", "customer_id", "deleted_at"]) {
      this.addSql(
        `create index if not exists "IDX_rating_order_${column}" on "rating_order" ("${column}") where deleted_at is null;`,
      )
    }
    this.addSql(
      `create index if not exists "IDX_rating_order_status_rated_at" on "rating_order" ("status", "rated_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_rating_order_low" on "rating_order" ("rated_at") where notified_at is null and stars <= 3 and deleted_at is null;`,
    )
    this.addSql(
      `create table if not exists "rating_product" ("product_id" text not null, "count" integer not null, "sum" integer not null, ${TIMES}, constraint "rating_product_pkey" primary key ("product_id"));`,
    )
    this.addSql(
      `create index if not exists "IDX_rating_product_deleted_at" on "rating_product" ("deleted_at") where deleted_at is null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "rating_product";`)
    this.addSql(`drop table if exists "rating_order";`)
  }
}
