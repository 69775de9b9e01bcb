import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ACTIONS_BEFORE =
  "'open', 'offer', 'accept', 'decline', 'give_back', 'mark_ready', 'take_delivery', 'give_back_delivery', 'pick_up', 'deliver', 'fail_delivery', 'return', 'cancel', 'expire', 'change'"

/** Adds changes of the delivery to the history of an order. */
export class Migration20261129150000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${ACTIONS_BEFORE}, 'change_delivery'));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "workshop_transition" where "action" = 'change_delivery';`)
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${ACTIONS_BEFORE}));`,
    )
  }
}
