import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The audit trail of money and rights. A trigger keeps it append-only. */
export class Migration20261129183000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "core_audit_entry" ("id" text not null, "actor_type" text check ("actor_type" in ('user', 'api-key', 'staff', 'shopper', 'system')) not null, "actor_id" text null, "actor_name" text null, "action" text not null, "subject_type" text not null, "subject_id" text null, "before" jsonb null, "after" jsonb null, "input" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "core_audit_entry_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_audit_entry_deleted_at" ON "core_audit_entry" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_audit_entry_subject_type_subject_id_id" ON "core_audit_entry" ("subject_type", "subject_id", "id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_core_audit_entry_actor_id_id" ON "core_audit_entry" ("actor_id", "id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(`
      create or replace function core_audit_entry_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'entries of the audit trail are neither changed nor deleted';
      end $$;
    `)
    this.addSql(`
      create or replace trigger core_audit_entry_append_only before update or delete or truncate on core_audit_entry
        for each statement execute function core_audit_entry_is_append_only();
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "core_audit_entry" cascade;`)
    this.addSql(`drop function if exists core_audit_entry_is_append_only();`)
  }
}
