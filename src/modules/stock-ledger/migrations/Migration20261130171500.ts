import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { LEDGER_FUNCTIONS } from "../ledger-sql"

const TIMES =
  '"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null'

/** The stock ledger. The migration script `guldasta-stock-ledger` attaches it to Medusa's stock levels. */
export class Migration20261130171500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create sequence if not exists stock_movement_number;`)
    this.addSql(`create sequence if not exists stock_lot_number;`)
    this.addSql(
      `create table if not exists "stock_supplier" ("id" text not null, "name" text not null, "phone" text null, "note" text null, ${TIMES}, constraint "stock_supplier_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_supplier_deleted_at" on "stock_supplier" ("deleted_at") where deleted_at is null;`,
    )
    this.addSql(
      `create table if not exists "stock_document" ("id" text not null, "kind" text check ("kind" in ('incoming', 'loss', 'correction', 'regrading', 'countermovement')) not null, "key" text null, "supplier_id" text null, "reason" text null, "note" text null, "photo_file_id" text null, "actor_type" text not null, "actor_id" text null, "channel" text not null, ${TIMES}, constraint "stock_document_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create unique index if not exists "IDX_stock_document_key_unique" on "stock_document" ("key") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_document_created_at" on "stock_document" ("created_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_document_deleted_at" on "stock_document" ("deleted_at") where deleted_at is null;`,
    )
    this.addSql(
      `create table if not exists "stock_request" ("id" text not null, "kind" text check ("kind" in ('loss', 'correction')) not null, "key" text null, "lines" jsonb not null, "pieces" integer not null, "worth" numeric not null, "raw_worth" jsonb not null, "reason" text null, "note" text null, "photo_file_id" text null, "status" text check ("status" in ('pending', 'approved', 'refused')) not null default 'pending', "member_id" text null, "actor_type" text not null, "actor_id" text null, "channel" text not null, "decided_by" text null, "decided_at" timestamptz null, "document_id" text null, ${TIMES}, constraint "stock_request_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create unique index if not exists "IDX_stock_request_key_unique" on "stock_request" ("key") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_request_status_created_at" on "stock_request" ("status", "created_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_request_deleted_at" on "stock_request" ("deleted_at") where deleted_at is null;`,
    )
    this.addSql(
      `create table if not exists "stock_movement" ("id" text not null, "inventory_item_id" text not null, "location_id" text not null, "kind" text not null check ("kind" in ('opening', 'incoming', 'sale', 'return', 'loss', 'correction', 'assembly', 'disassembly', 'regrading')), "reason" text null, "quantity" numeric not null check ("quantity" <> 0), "stock_after" numeric not null, "value" bigint not null, "is_known" boolean not null, "actor_type" text not null, "actor_id" text null, "channel" text not null, "order_id" text null, "document_id" text null, "counters" text null, "note" text null, "created_at" timestamptz not null default clock_timestamp(), constraint "stock_movement_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_movement_item" on "stock_movement" ("inventory_item_id", "location_id", "id");`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_movement_sold" on "stock_movement" ("inventory_item_id", "created_at") include ("quantity") where kind = 'sale';`,
    )
    for (const [name, columns] of [
      ["kind", '"kind", "id"'],
      ["of_item", '"inventory_item_id", "id"'],
      ["of_location", '"location_id", "id"'],
      ["actor_id", '"actor_id", "id"'],
      ["created_at", '"created_at", "id"'],
    ]) {
      this.addSql(`create index if not exists "IDX_stock_movement_${name}" on "stock_movement" (${columns});`)
    }
    for (const column of ["order_id", "document_id", "counters"]) {
      this.addSql(
        `create index if not exists "IDX_stock_movement_${column}" on "stock_movement" ("${column}") where ${column} is not null;`,
      )
    }
    this.addSql(
      `create table if not exists "stock_lot" ("id" text not null, "inventory_item_id" text not null, "location_id" text not null, "document_id" text null, "supplier_id" text null, "received_at" timestamptz not null, "wilts_on" date null, "unit_cost" bigint null, "is_estimated" boolean not null, "quantity" numeric not null, "quantity_left" numeric not null check ("quantity_left" >= 0), "value" bigint not null, "value_left" bigint not null, constraint "stock_lot_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_lot_left" on "stock_lot" ("inventory_item_id", "location_id", "received_at", "id") where quantity_left > 0;`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_lot_newest" on "stock_lot" ("inventory_item_id", "received_at", "id");`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_lot_wilting" on "stock_lot" ("wilts_on") where quantity_left > 0 and wilts_on is not null;`,
    )
    this.addSql(
      `create table if not exists "stock_lot_part" ("movement_id" text not null, "lot_id" text not null, "quantity" numeric not null, "value" bigint not null, constraint "stock_lot_part_pkey" primary key ("movement_id", "lot_id"));`,
    )
    this.addSql(
      `create table if not exists "stock_unexplained" ("movement_id" text not null, constraint "stock_unexplained_pkey" primary key ("movement_id"));`,
    )
    this.addSql(
      `create table if not exists "stock_explanation" ("movement_id" text not null, "kind" text not null check ("kind" in ('incoming', 'loss', 'correction', 'return')), "reason" text null, "note" text null, "actor_type" text not null, "actor_id" text null, "channel" text not null, "created_at" timestamptz not null default now(), constraint "stock_explanation_pkey" primary key ("movement_id"));`,
    )
    this.addSql(
      `create index if not exists "IDX_stock_explanation_kind" on "stock_explanation" ("kind", "movement_id");`,
    )
    LEDGER_FUNCTIONS.forEach((sql) => this.addSql(sql))
    for (const table of ["stock_movement", "stock_lot_part", "stock_explanation"]) {
      this.addSql(`drop trigger if exists stock_ledger_freeze on ${table};`)
      this.addSql(
        `create trigger stock_ledger_freeze before update or delete on ${table} for each statement execute function stock_ledger_freeze();`,
      )
    }
  }

  override async down(): Promise<void> {
    for (const table of [
      "explanation",
      "unexplained",
      "lot_part",
      "lot",
      "movement",
      "request",
      "document",
      "supplier",
    ]) {
      this.addSql(`drop table if exists "stock_${table}";`)
    }
    this.addSql(
      `drop function if exists stock_ledger_follow(), stock_ledger_freeze(), stock_ledger_open(text, text, numeric), stock_ledger_move(text, text, numeric, numeric, jsonb) cascade;`,
    )
    this.addSql(`drop sequence if exists stock_movement_number;`)
    this.addSql(`drop sequence if exists stock_lot_number;`)
  }
}
