import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the topic of a bound chat, and the table of what Telegram has reported about the chats. */
export class Migration20261129140000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "telegram_chat" add column if not exists "message_thread_id" text null;`,
    )
    this.addSql(
      `create table if not exists "telegram_chat_state" ("id" text not null, "moved_to" text null, "announced_at" timestamptz null, "unreachable_since" timestamptz null, "problem" text null, "notified_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_chat_state_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_chat_state_deleted_at" ON "telegram_chat_state" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "telegram_chat_state" cascade;`)
    this.addSql(`alter table if exists "telegram_chat" drop column if exists "message_thread_id";`)
  }
}
