import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const ACTIONS_BEFORE =
  "'open', 'offer', 'accept', 'decline', 'give_back', 'mark_ready', 'take_delivery', 'give_back_delivery', 'receive_cash', 'pick_up', 'deliver', 'fail_delivery', 'return', 'cancel', 'expire', 'change', 'change_delivery'"

const checkOf = (actions: string) =>
  `alter table if exists "workshop_transition" add constraint "workshop_transition_action_check" check ("action" in (${actions}));`

/** Adds the buyer's answer to the photo of the finished bouquet. */
export class Migration20261130100131 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_assignment" add column if not exists "photo_sent_at" timestamptz null, add column if not exists "photo_due_at" timestamptz null, add column if not exists "photo_changes" integer not null default 0;`,
    )
    this.addSql(
      `create index if not exists "IDX_workshop_assignment_photo_due_at" on "workshop_assignment" ("photo_due_at") where photo_due_at is not null and deleted_at is null;`,
    )
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(checkOf(`${ACTIONS_BEFORE}, 'approve_photo', 'ask_change'`))
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "workshop_transition" where "action" in ('approve_photo', 'ask_change');`)
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_action_check";`,
    )
    this.addSql(checkOf(ACTIONS_BEFORE))
    this.addSql(
      `alter table if exists "workshop_assignment" drop column if exists "photo_sent_at", drop column if exists "photo_due_at", drop column if exists "photo_changes";`,
    )
  }
}
