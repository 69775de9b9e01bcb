import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Failed items of sweeps, whose next attempt waits. */
export class Migration20261129181000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "core_retry" ("id" text not null, "task" text not null, "item_id" text not null, "cause" text not null, "failures" integer not null, "next_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "core_retry_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_retry_deleted_at" ON "core_retry" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_core_retry_task_item_id_unique" ON "core_retry" ("task", "item_id") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "core_retry" cascade;`)
  }
}
