import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Gives canceled transactions a cause in the shop's own words, and fiscal receipts keys of the shop's own. Before,
 * all gateways used Payme's numbers (3, 4, 5) and Payme's words (PERFORM, CANCEL).
 */
export class Migration20261129103000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table "gateway_transaction" add column if not exists "cancel_cause" text check ("cancel_cause" in ('failed', 'timed_out', 'refunded')) null;`,
    )
    this.addSql(
      `update "gateway_transaction" set "cancel_cause" = case when "reason" = 4 then 'timed_out' when "reason" = 5 or ("performed_at" is not null and "provider_id" <> 'pp_payme_payme') then 'refunded' else 'failed' end where "state" = 'canceled';`,
    )
    this.addSql(
      `update "gateway_transaction" set "reason" = null where "reason" in (3, 4, 5) and "provider_id" <> 'pp_payme_payme';`,
    )
    this.addSql(
      `update "gateway_transaction" set "fiscal" = (select jsonb_object_agg(case key when 'PERFORM' then 'payment' else 'refund' end, value) from jsonb_each("fiscal")) where "fiscal" <> '{}';`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `update "gateway_transaction" set "fiscal" = (select jsonb_object_agg(case key when 'payment' then 'PERFORM' else 'CANCEL' end, value) from jsonb_each("fiscal")) where "fiscal" <> '{}';`,
    )
    this.addSql(
      `update "gateway_transaction" set "reason" = case "cancel_cause" when 'timed_out' then 4 when 'refunded' then 5 else 3 end where "state" = 'canceled' and "reason" is null;`,
    )
    this.addSql(`alter table "gateway_transaction" drop column if exists "cancel_cause";`)
  }
}
