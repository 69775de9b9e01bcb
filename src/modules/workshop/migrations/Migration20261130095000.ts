import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the cash that couriers take, and its hand-over to the shop. Deliveries before it have no cash. */
export class Migration20261130095000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_transition" add column if not exists "cash" text null, add column if not exists "cash_currency" text null, add column if not exists "hand_over_id" text null;`,
    )
    this.addSql(
      `create table if not exists "workshop_cash_hand_over" ("id" text not null, "courier_id" text not null, "courier_name" text not null, "amount" text not null, "currency_code" text not null, "orders" integer not null, "taken_by" text not null, "taken_by_name" text not null, "taken_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "workshop_cash_hand_over_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create index if not exists "IDX_workshop_cash_hand_over_deleted_at" on "workshop_cash_hand_over" ("deleted_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_workshop_cash_hand_over_taken_at" on "workshop_cash_hand_over" ("taken_at") where deleted_at is null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "workshop_cash_hand_over" cascade;`)
    this.addSql(
      `alter table if exists "workshop_transition" drop column if exists "cash", drop column if exists "cash_currency", drop column if exists "hand_over_id";`,
    )
  }
}
