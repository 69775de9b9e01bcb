import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121083643 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "telegram_message" drop constraint if exists "telegram_message_key_unique";`,
    )
    this.addSql(`alter table if exists "telegram_file" drop constraint if exists "telegram_file_key_unique";`)
    this.addSql(
      `alter table if exists "telegram_chat" drop constraint if exists "telegram_chat_purpose_unique";`,
    )
    this.addSql(
      `alter table if exists "telegram_account" drop constraint if exists "telegram_account_telegram_id_unique";`,
    )
    this.addSql(
      `create table if not exists "telegram_account" ("id" text not null, "telegram_id" text not null, "username" text null, "first_name" text not null, "last_name" text null, "language" text check ("language" in ('ru', 'uz')) null, "customer_id" text null, "cart_id" text null, "session" jsonb not null default '{}', "blocked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_account_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_telegram_account_telegram_id_unique" ON "telegram_account" ("telegram_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_account_customer_id" ON "telegram_account" ("customer_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_account_deleted_at" ON "telegram_account" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "telegram_chat" ("id" text not null, "purpose" text check ("purpose" in ('florists', 'couriers', 'shop', 'admin')) not null, "chat_id" text not null, "title" text not null default '', "language" text check ("language" in ('ru', 'uz')) not null default 'ru', "bound_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_chat_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_telegram_chat_purpose_unique" ON "telegram_chat" ("purpose") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_chat_deleted_at" ON "telegram_chat" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "telegram_file" ("id" text not null, "key" text not null, "file_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_file_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_telegram_file_key_unique" ON "telegram_file" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_file_deleted_at" ON "telegram_file" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "telegram_message" ("id" text not null, "key" text not null, "chat_id" text not null, "message_id" text null, "content" text not null default '', "has_photo" boolean not null default false, "claimed_at" timestamptz null, "sent_at" timestamptz null, "given_up" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_message_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_telegram_message_key_unique" ON "telegram_message" ("key") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_message_deleted_at" ON "telegram_message" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "telegram_update" ("id" text not null, "payload" jsonb null, "handled_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "telegram_update_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_update_handled_at" ON "telegram_update" ("handled_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_telegram_update_deleted_at" ON "telegram_update" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "telegram_account" cascade;`)

    this.addSql(`drop table if exists "telegram_chat" cascade;`)

    this.addSql(`drop table if exists "telegram_file" cascade;`)

    this.addSql(`drop table if exists "telegram_message" cascade;`)

    this.addSql(`drop table if exists "telegram_update" cascade;`)
  }
}
