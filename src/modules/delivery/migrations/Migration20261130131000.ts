import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Slots that staff close for one day. */
export class Migration20261130131000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "closed_slot" ("id" text not null, "date" text not null, "window_id" text not null, "reason" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "closed_slot_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_closed_slot_deleted_at" ON "closed_slot" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_closed_slot_date_window_id_unique" ON "closed_slot" ("date", "window_id") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "closed_slot" cascade;`)
  }
}
