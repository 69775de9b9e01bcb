import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Drops the old message table if it is empty. If it has rows, the outbox module's migration moves them and
 * drops the table.
 */
export class Migration20261121123612 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      do $$
      begin
        if to_regclass('telegram_message') is not null then
          if not exists (select 1 from telegram_message) then
            drop table telegram_message;
          end if;
        end if;
      end $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(
      `create table if not exists "telegram_message" ("id" text not null, "key" text not null, "chat_id" text not null, "message_id" text null, "content" text not null default '', "has_photo" boolean not null default false, "claimed_at" timestamptz null, "sent_at" timestamptz null, "given_up" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_message_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_telegram_message_key_unique" ON "telegram_message" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_message_deleted_at" ON "telegram_message" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
  }
}
