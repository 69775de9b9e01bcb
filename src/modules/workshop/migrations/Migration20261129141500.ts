import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ACTIONS_BEFORE =
  "'open', 'offer', 'expire', 'accept', 'decline', 'give_back', 'mark_ready', 'take_delivery', 'give_back_delivery', 'pick_up', 'deliver', 'fail_delivery', 'return', 'cancel'"

const checkOf = (actions: string) =>
  `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${actions}));`

/** Adds the action `change`: an order that was changed in Medusa. */
export class Migration20261129141500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(checkOf(`${ACTIONS_BEFORE}, 'change'`))
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "workshop_transition" where "action" = 'change';`)
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(checkOf(ACTIONS_BEFORE))
  }
}
