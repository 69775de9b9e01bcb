import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Renames the table of resolutions and its related columns. All rows are kept. */
export class Migration20261129051000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "gateway_mending" rename to "gateway_resolution";`)
    this.addSql(
      `alter table "gateway_resolution" rename constraint "gateway_mending_pkey" to "gateway_resolution_pkey";`,
    )
    this.addSql(`alter table "gateway_resolution" drop constraint if exists "gateway_mending_step_check";`)
    this.addSql(`update "gateway_resolution" set "step" = 'resolve' where "step" = 'mend';`)
    this.addSql(
      `alter table "gateway_resolution" add constraint "gateway_resolution_step_check" check ("step" in ('settle', 'refund', 'resolve'));`,
    )
    for (const column of ["deleted_at", "transaction_id", "payment_id"]) {
      this.addSql(
        `alter index if exists "IDX_gateway_mending_${column}" rename to "IDX_gateway_resolution_${column}";`,
      )
    }
    this.addSql(`alter table "gateway_transaction" rename column "mended_at" to "resolved_at";`)
    this.addSql(`alter table "gateway_transaction" rename column "told_attention" to "notified_attention";`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table "gateway_transaction" rename column "notified_attention" to "told_attention";`)
    this.addSql(`alter table "gateway_transaction" rename column "resolved_at" to "mended_at";`)
    for (const column of ["deleted_at", "transaction_id", "payment_id"]) {
      this.addSql(
        `alter index if exists "IDX_gateway_resolution_${column}" rename to "IDX_gateway_mending_${column}";`,
      )
    }
    this.addSql(`alter table "gateway_resolution" drop constraint if exists "gateway_resolution_step_check";`)
    this.addSql(`update "gateway_resolution" set "step" = 'mend' where "step" = 'resolve';`)
    this.addSql(
      `alter table "gateway_resolution" add constraint "gateway_mending_step_check" check ("step" in ('settle', 'refund', 'mend'));`,
    )
    this.addSql(
      `alter table "gateway_resolution" rename constraint "gateway_resolution_pkey" to "gateway_mending_pkey";`,
    )
    this.addSql(`alter table "gateway_resolution" rename to "gateway_mending";`)
  }
}
