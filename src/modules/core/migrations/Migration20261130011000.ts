import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Entries of the audit trail that are older than a year may be deleted (`AUDIT_DAYS`). They are never changed. */
export class Migration20261130011000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create or replace function core_audit_entry_is_young() returns trigger language plpgsql as $$
      begin
        if old.created_at > now() - interval '365 days' then
          raise exception 'entries of the audit trail of the last 365 days are neither changed nor deleted';
        end if;
        return old;
      end $$;
    `)
    this.addSql(`
      create or replace trigger core_audit_entry_append_only before update or truncate on core_audit_entry
        for each statement execute function core_audit_entry_is_append_only();
    `)
    this.addSql(`
      create or replace trigger core_audit_entry_keep_a_year before delete on core_audit_entry
        for each row execute function core_audit_entry_is_young();
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger if exists core_audit_entry_keep_a_year on core_audit_entry;`)
    this.addSql(`drop function if exists core_audit_entry_is_young();`)
    this.addSql(`
      create or replace trigger core_audit_entry_append_only before update or delete or truncate on core_audit_entry
        for each statement execute function core_audit_entry_is_append_only();
    `)
  }
}
