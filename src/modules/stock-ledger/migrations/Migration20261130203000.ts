import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { LEDGER_FUNCTIONS } from "../ledger-sql"

/** Offers: lower prices for the products that use the flowers of a lot. A decrease can name the lot that it takes first. */
export class Migration20261130203000 extends Migration {
  override async up(): Promise<void> {
    LEDGER_FUNCTIONS.forEach((sql) => this.addSql(sql))
    this.addSql(
      `create table if not exists "stock_offer" ("id" text not null, "lot_id" text not null, "inventory_item_id" text not null, "percent" integer not null, "price_list_id" text not null, "ends_at" timestamptz not null, "ended_at" timestamptz null, "actor_type" text not null, "actor_id" text null, "channel" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_offer_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create unique index if not exists "IDX_stock_offer_lot" on "stock_offer" ("lot_id") where ended_at is null and deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_offer_created_at" on "stock_offer" ("created_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_offer_deleted_at" on "stock_offer" ("deleted_at") where deleted_at is null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "stock_offer";`)
  }
}
