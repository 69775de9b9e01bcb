import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ROLES_BEFORE = "'owner', 'manager', 'florist', 'courier', 'accountant', 'marketing'"

/** Adds the role of people who answer shoppers. */
export class Migration20261129180000 extends Migration {
  override async up(): Promise<void> {
    this.allow(`${ROLES_BEFORE}, 'support'`)
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "workshop_staff_invite" where "role" = 'support';`)
    this.addSql(
      `update "workshop_staff_member" set "role" = 'florist', "active" = false where "role" = 'support';`,
    )
    this.allow(ROLES_BEFORE)
  }

  private allow(roles: string): void {
    for (const table of ["workshop_staff_member", "workshop_staff_invite"]) {
      this.addSql(`alter table if exists "${table}" drop constraint if exists "${table}_role_check";`)
      this.addSql(
        `alter table if exists "${table}" add constraint "${table}_role_check" check ("role" in (${roles}));`,
      )
    }
  }
}
