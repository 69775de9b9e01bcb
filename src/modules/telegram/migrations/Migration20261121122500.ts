import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds named leases and the update queues. */
export class Migration20261121122500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "telegram_lease" ("id" text not null, "holder" text not null, "held_until" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_lease_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_lease_deleted_at" ON "telegram_lease" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `create table if not exists "telegram_turn" ("id" text not null, "holder" text not null, "held_until" timestamptz not null, "calls" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_turn_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_turn_deleted_at" ON "telegram_turn" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `alter table if exists "telegram_update" add column if not exists "queue" text not null default '', add column if not exists "takes" integer not null default 0;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_update_waiting" ON "telegram_update" ("queue") WHERE handled_at IS NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_telegram_update_waiting";`)
    this.addSql(
      `alter table if exists "telegram_update" drop column if exists "queue", drop column if exists "takes";`,
    )
    this.addSql(`drop table if exists "telegram_turn" cascade;`)
    this.addSql(`drop table if exists "telegram_lease" cascade;`)
  }
}
