import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ACTIONS_BEFORE =
  "'open', 'offer', 'accept', 'decline', 'give_back', 'mark_ready', 'take_delivery', 'give_back_delivery', 'pick_up', 'deliver', 'fail_delivery', 'return', 'cancel', 'expire', 'change', 'change_delivery'"

/** Adds the cash that the giver pays at the shop to the history of an order. */
export class Migration20261130060100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${ACTIONS_BEFORE}, 'receive_cash'));`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "workshop_transition" where "action" = 'receive_cash';`)
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${ACTIONS_BEFORE}));`,
    )
  }
}
