import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { FOLLOW_LEVEL } from "../reorder-sql"

/**
 * Reorder levels, and suppliers with a lead time. Two suppliers can no longer have the same name: a later one gets
 * the end of its id as well.
 * The migration script `guldasta-reorder-levels` attaches the trigger to Medusa's stock levels.
 */
export class Migration20261130204500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "stock_supplier" add column if not exists "lead_days" integer not null default 0;`,
    )
    this.addSql(
      `update "stock_supplier" set name = numbered.name || ' (' || right(numbered.id, 4) || ')' from (
        select id, name, row_number() over (partition by lower(name) order by id) as number
        from "stock_supplier" where deleted_at is null
      ) numbered where numbered.id = "stock_supplier".id and numbered.number > 1;`,
    )
    this.addSql(
      `create unique index if not exists "IDX_stock_supplier_name_unique" on "stock_supplier" (lower("name")) where deleted_at is null;`,
    )
    this.addSql(
      `create table if not exists "stock_reorder" ("id" text not null, "inventory_item_id" text not null, "level" integer null, "quantity" integer null, "supplier_id" text null, "lead_days" integer null, "low_since" timestamptz null, "notice_id" text null, "told_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_reorder_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create unique index if not exists "IDX_stock_reorder_inventory_item_id_unique" on "stock_reorder" ("inventory_item_id") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_reorder_supplier_id" on "stock_reorder" ("supplier_id") where supplier_id is not null and deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_reorder_untold" on "stock_reorder" ("low_since") where low_since is not null and told_at is null and deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_reorder_deleted_at" on "stock_reorder" ("deleted_at") where deleted_at is null;`,
    )
    this.addSql(FOLLOW_LEVEL)
  }

  override async down(): Promise<void> {
    this.addSql(`drop function if exists stock_reorder_watch() cascade;`)
    this.addSql(`drop function if exists stock_reorder_follow(text);`)
    this.addSql(`drop table if exists "stock_reorder";`)
    this.addSql(`drop index if exists "IDX_stock_supplier_name_unique";`)
    this.addSql(`alter table if exists "stock_supplier" drop column if exists "lead_days";`)
  }
}
