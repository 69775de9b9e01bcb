import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Adds the substitutions that florists propose. */
export class Migration20261130100000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "workshop_substitution" ("id" text not null, "assignment_id" text not null, "line_id" text not null, "quantity" integer not null, "variant_id" text not null, "old_title" jsonb not null, "new_title" jsonb not null, "proposed_by" text not null, "status" text check ("status" in ('proposed', 'agreed', 'refused', 'withdrawn')) not null, "decided_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "workshop_substitution_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create index if not exists "IDX_workshop_substitution_deleted_at" on "workshop_substitution" ("deleted_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_workshop_substitution_assignment_id" on "workshop_substitution" ("assignment_id") where deleted_at is null;`,
    )
    this.addSql(
      `create unique index if not exists "IDX_workshop_substitution_open" on "workshop_substitution" ("assignment_id") where status = 'proposed' and deleted_at is null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "workshop_substitution" cascade;`)
  }
}
