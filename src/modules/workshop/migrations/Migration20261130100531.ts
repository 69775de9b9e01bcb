import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ACTIONS_BEFORE =
  "'open', 'offer', 'accept', 'decline', 'give_back', 'mark_ready', 'approve_photo', 'ask_change', 'take_delivery', 'give_back_delivery', 'receive_cash', 'pick_up', 'deliver', 'fail_delivery', 'return', 'cancel', 'expire', 'change', 'change_delivery'"

const checkOf = (actions: string) =>
  `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${actions}));`

/** Adds the photo that the courier takes when the recipient gets the gift. */
export class Migration20261130100531 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" add column if not exists "door_photo_file_id" text null;`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(checkOf(`${ACTIONS_BEFORE}, 'door_photo'`))
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "workshop_transition" where "action" = 'door_photo';`)
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(checkOf(ACTIONS_BEFORE))
    this.addSql(`alter table if exists "workshop_assignment" drop column if exists "door_photo_file_id";`)
  }
}
