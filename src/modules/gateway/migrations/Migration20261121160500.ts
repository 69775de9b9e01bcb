import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds refunded amounts and webhook events. */
export class Migration20261121160500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "gateway_transaction" add column if not exists "refunded_amount" numeric not null default 0, add column if not exists "raw_refunded_amount" jsonb not null default '{"value":"0","precision":20}';`,
    )
    // Canceled transactions that were performed before were fully refunded.
    this.addSql(
      `update "gateway_transaction" set "refunded_amount" = "amount", "raw_refunded_amount" = "raw_amount" where "state" = 'canceled' and "performed_at" is not null;`,
    )
    this.addSql(
      `create table if not exists "gateway_event" ("id" text not null, "provider_id" text not null, "external_id" text not null, "type" text not null, "subject_id" text not null, "happened_at" timestamptz not null, "followed_at" timestamptz null, "failures" integer not null default 0, "failure" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_event_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_event_deleted_at" ON "gateway_event" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_gateway_event_provider_id_external_id_unique" ON "gateway_event" ("provider_id", "external_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_event_updated_at" ON "gateway_event" ("updated_at") WHERE followed_at IS NULL AND deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "gateway_event" cascade;`)
    this.addSql(
      `alter table "gateway_transaction" drop column if exists "refunded_amount", drop column if exists "raw_refunded_amount";`,
    )
  }
}
