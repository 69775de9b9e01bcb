import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Adds amounts, times and outcomes of transactions, the gateways' calls, and the keys that gateways have
 * changed.
 */
export class Migration20261121124000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "gateway_transaction" add column if not exists "reference" text not null default '', add column if not exists "amount" numeric not null default 0, add column if not exists "raw_amount" jsonb not null default '{"value":"0","precision":20}', add column if not exists "currency_code" text not null default '', add column if not exists "reason" integer null, add column if not exists "gateway_time" timestamptz not null default now(), add column if not exists "began_at" timestamptz not null default now(), add column if not exists "performed_at" timestamptz null, add column if not exists "canceled_at" timestamptz null, add column if not exists "settled_state" text check ("settled_state" in ('performed', 'canceled')) null, add column if not exists "needs_attention" text check ("needs_attention" in ('order_canceled', 'order_in_work', 'already_paid', 'amount_differs', 'refund_due', 'unsettled')) null, add column if not exists "fiscal" jsonb null;`,
    )
    this.addSql(
      `alter table "gateway_transaction" alter column "reference" drop default, alter column "amount" drop default, alter column "raw_amount" drop default, alter column "currency_code" drop default, alter column "gateway_time" drop default, alter column "began_at" drop default;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_transaction_provider_id_gateway_time" ON "gateway_transaction" ("provider_id", "gateway_time") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `create table if not exists "gateway_call" ("id" text not null, "provider_id" text not null, "method" text not null, "external_id" text null, "reference" text null, "request" jsonb not null, "answer" jsonb not null, "outcome" text check ("outcome" in ('ok', 'refused', 'failed')) not null, "took_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_call_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_call_deleted_at" ON "gateway_call" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_call_provider_id_external_id" ON "gateway_call" ("provider_id", "external_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_call_reference" ON "gateway_call" ("reference") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `create table if not exists "gateway_key" ("id" text not null, "provider_id" text not null, "configured_hash" text not null, "key_hash" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_key_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_gateway_key_provider_id_unique" ON "gateway_key" ("provider_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_key_deleted_at" ON "gateway_key" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "gateway_key" cascade;`)
    this.addSql(`drop table if exists "gateway_call" cascade;`)
    this.addSql(
      `alter table "gateway_transaction" drop column if exists "reference", drop column if exists "amount", drop column if exists "raw_amount", drop column if exists "currency_code", drop column if exists "reason", drop column if exists "gateway_time", drop column if exists "began_at", drop column if exists "performed_at", drop column if exists "canceled_at", drop column if exists "settled_state", drop column if exists "needs_attention", drop column if exists "fiscal";`,
    )
  }
}
