import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121121600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "gateway_transaction" ("id" text not null, "provider_id" text not null, "external_id" text not null, "order_id" text not null, "state" text check ("state" in ('in_progress', 'performed', 'canceled')) not null default 'in_progress', "expires_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_transaction_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_transaction_deleted_at" ON "gateway_transaction" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_gateway_transaction_provider_id_external_id_unique" ON "gateway_transaction" ("provider_id", "external_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_transaction_order_id" ON "gateway_transaction" ("order_id") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "gateway_transaction" cascade;`)
  }
}
