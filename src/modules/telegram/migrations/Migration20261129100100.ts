import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Leases of processes belong to the core module. Its migration, which may run later, moves rows that are left. */
export class Migration20261129100100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      do $$
      begin
        if to_regclass('telegram_lease') is not null then
          if not exists (select 1 from telegram_lease) then
            drop table telegram_lease;
          end if;
        end if;
      end $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(
      `create table if not exists "telegram_lease" ("id" text not null, "holder" text not null, "held_until" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_lease_pkey" primary key ("id"));`,
    )
  }
}
