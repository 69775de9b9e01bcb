import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Long work of staff: imports of the catalogue and comparisons with registries. */
export class Migration20261130010000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "core_run" ("id" text not null, "kind" text check ("kind" in ('catalog-import', 'registry-comparison')) not null, "status" text check ("status" in ('waiting', 'running', 'done', 'failed')) not null default 'waiting', "actor_id" text null, "actor_name" text null, "input" jsonb null, "file" bytea null, "attempts" integer not null default 0, "total" integer null, "done" integer not null default 0, "result" jsonb null, "error" jsonb null, "finished_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "core_run_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_run_deleted_at" ON "core_run" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_run_kind_id" ON "core_run" ("kind", "id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_run_status" ON "core_run" ("status") WHERE status IN ('waiting', 'running') AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_run_finished_at" ON "core_run" ("finished_at") WHERE finished_at IS NOT NULL;`,
    )
    this.addSql(
      `create table if not exists "core_run_part" ("id" text not null, "position" integer not null, "lines" jsonb not null, "run_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "core_run_part_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_run_part_run_id" ON "core_run_part" ("run_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_run_part_deleted_at" ON "core_run_part" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_core_run_part_run_id_position_unique" ON "core_run_part" ("run_id", "position") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `alter table if exists "core_run_part" add constraint "core_run_part_run_id_foreign" foreign key ("run_id") references "core_run" ("id") on update cascade on delete cascade;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "core_run_part" cascade;`)
    this.addSql(`drop table if exists "core_run" cascade;`)
  }
}
