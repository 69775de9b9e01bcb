import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ACTIONS_BEFORE =
  "'open', 'offer', 'accept', 'decline', 'give_back', 'mark_ready', 'take_delivery', 'give_back_delivery', 'pick_up', 'deliver', 'fail_delivery', 'return', 'cancel'"

/** Adds the payment deadline, after which an unpaid order expires. */
export class Migration20261121121500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" add column if not exists "payment_due_at" timestamptz null;`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${ACTIONS_BEFORE}, 'expire'));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "workshop_assignment" drop column if exists "payment_due_at";`)
    this.addSql(`delete from "workshop_transition" where "action" = 'expire';`)
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${ACTIONS_BEFORE}));`,
    )
  }
}
