import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Leases of processes, with those that the telegram module's table holds. */
export class Migration20261129100000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "core_lease" ("id" text not null, "holder" text not null, "held_until" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "core_lease_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_lease_deleted_at" ON "core_lease" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(`
      do $$
      begin
        if to_regclass('telegram_lease') is not null then
          insert into core_lease select * from telegram_lease on conflict do nothing;
          drop table telegram_lease;
        end if;
      end $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "core_lease" cascade;`)
  }
}
