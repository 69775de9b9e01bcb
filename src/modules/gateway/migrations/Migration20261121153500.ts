import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Adds notifications and resolutions of transactions that need attention, and the attention reasons
 * "disputed" and "stuck".
 */
export class Migration20261121153500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "gateway_transaction" add column if not exists "told_attention" text null, add column if not exists "mended_at" timestamptz null;`,
    )
    this.addSql(
      `alter table "gateway_transaction" drop constraint if exists "gateway_transaction_needs_attention_check";`,
    )
    this.addSql(
      `alter table "gateway_transaction" add constraint "gateway_transaction_needs_attention_check" check ("needs_attention" in ('order_canceled', 'order_in_work', 'already_paid', 'amount_differs', 'refund_due', 'unsettled', 'disputed', 'stuck'));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_transaction_needs_attention" ON "gateway_transaction" ("needs_attention") WHERE needs_attention IS NOT NULL AND deleted_at IS NULL;`,
    )
    this.addSql(
      `create table if not exists "gateway_mending" ("id" text not null, "transaction_id" text null, "payment_id" text null, "step" text check ("step" in ('settle', 'refund', 'mend')) not null, "attention" text null, "note" text null, "user_id" text null, "user_name" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "gateway_mending_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_mending_deleted_at" ON "gateway_mending" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_mending_transaction_id" ON "gateway_mending" ("transaction_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_gateway_mending_payment_id" ON "gateway_mending" ("payment_id") WHERE deleted_at IS NULL;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "gateway_mending" cascade;`)
    this.addSql(`drop index if exists "IDX_gateway_transaction_needs_attention";`)
    this.addSql(
      `alter table "gateway_transaction" drop column if exists "told_attention", drop column if exists "mended_at";`,
    )
  }
}
