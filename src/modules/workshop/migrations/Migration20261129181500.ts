import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the time when the Medusa order followed a closed assignment. All assignments closed before count as finished. */
export class Migration20261129181500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" add column if not exists "finished_at" timestamptz null;`,
    )
    this.addSql(`update "workshop_assignment" set "finished_at" = "closed_at" where "closed_at" is not null;`)
    this.addSql(
      `create index if not exists "IDX_workshop_assignment_closed_at" on "workshop_assignment" ("closed_at") where closed_at is not null and finished_at is null and deleted_at is null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_workshop_assignment_closed_at";`)
    this.addSql(`alter table if exists "workshop_assignment" drop column if exists "finished_at";`)
  }
}
