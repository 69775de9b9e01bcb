import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ATTENTION = "gateway_transaction_needs_attention_check"
const BEFORE = `'order_canceled', 'order_in_work', 'already_paid', 'amount_differs', 'refund_due', 'unsettled', 'disputed', 'stuck'`

/** Adds the integer id, the payment id and the request times that Click needs. */
export class Migration20261121154500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "gateway_transaction" add column if not exists "number" serial, add column if not exists "payment_id" text null, add column if not exists "asked_at" timestamptz null, add column if not exists "fiscal_due_at" timestamptz null;`,
    )
    this.addSql(`alter table "gateway_transaction" drop constraint if exists "${ATTENTION}";`)
    this.addSql(
      `alter table "gateway_transaction" add constraint "${ATTENTION}" check ("needs_attention" in (${BEFORE}, 'canceled_by_gateway'));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `update "gateway_transaction" set "needs_attention" = 'refund_due' where "needs_attention" = 'canceled_by_gateway';`,
    )
    this.addSql(`alter table "gateway_transaction" drop constraint if exists "${ATTENTION}";`)
    this.addSql(
      `alter table "gateway_transaction" add constraint "${ATTENTION}" check ("needs_attention" in (${BEFORE}));`,
    )
    this.addSql(
      `alter table "gateway_transaction" drop column if exists "number", drop column if exists "payment_id", drop column if exists "asked_at", drop column if exists "fiscal_due_at";`,
    )
  }
}
