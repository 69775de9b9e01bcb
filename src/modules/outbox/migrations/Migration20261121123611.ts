import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121123611 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "outbox_message" ("id" text not null, "number" serial, "key" text not null, "chat_id" text not null, "kind" text check ("kind" in ('notice', 'card')) not null default 'notice', "order_id" text null, "payload" jsonb null, "wanted" text not null default '', "content" text not null default '', "state" text check ("state" in ('pending', 'sending', 'sent', 'unknown', 'failed', 'skipped')) not null default 'pending', "when_unknown" text check ("when_unknown" in ('leave', 'repeat')) not null default 'leave', "is_repeat" boolean not null default false, "attempts" integer not null default 0, "owed_at" timestamptz null, "next_attempt_at" timestamptz null, "good_until" timestamptz null, "last_error" text null, "told_at" timestamptz null, "claimed_at" timestamptz null, "claimed_by" text null, "message_id" text null, "has_photo" boolean not null default false, "sent_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "outbox_message_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_outbox_message_key_unique" ON "outbox_message" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_outbox_message_deleted_at" ON "outbox_message" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_outbox_message_chat_id_number" ON "outbox_message" ("chat_id", "number") WHERE state IN ('pending', 'sending') AND deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_outbox_message_chat_id_message_id" ON "outbox_message" ("chat_id", "message_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_outbox_message_order_id" ON "outbox_message" ("order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_outbox_message_state_created_at" ON "outbox_message" ("state", "created_at") WHERE deleted_at IS NULL;`,
    )
    // Moves the messages of the old table here: cards are still edited and questions are still answered. A
    // message with a claim and without a result becomes `unknown`. This migration drops the old table itself,
    // because the telegram module's migration may run earlier.
    this.addSql(`
      do $$
      begin
        if to_regclass('telegram_message') is not null then
          insert into outbox_message (id, key, chat_id, kind, when_unknown, state, last_error, told_at, content,
            wanted, message_id, has_photo, sent_at, created_at, updated_at, deleted_at)
          select id, key, chat_id,
            case when key like 'card:%' then 'card' else 'notice' end,
            case when key like 'card:%' then 'repeat' else 'leave' end,
            case when given_up is not null then 'skipped' when message_id is not null then 'sent' else 'unknown' end,
            given_up, now(), content, content, message_id, has_photo, sent_at, created_at, updated_at, deleted_at
          from telegram_message
          on conflict do nothing;
          drop table telegram_message;
        end if;
      end $$;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "outbox_message" cascade;`)
  }
}
