import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121082702 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_staff_member" drop constraint if exists "workshop_staff_member_telegram_id_unique";`,
    )
    this.addSql(
      `alter table if exists "workshop_staff_invite" drop constraint if exists "workshop_staff_invite_token_hash_unique";`,
    )
    this.addSql(
      `alter table if exists "workshop_assignment" drop constraint if exists "workshop_assignment_order_id_unique";`,
    )
    this.addSql(
      `create table if not exists "workshop_assignment" ("id" text not null, "order_id" text not null, "display_id" integer not null, "method" text check ("method" in ('delivery', 'pickup')) not null, "status" text check ("status" in ('awaiting_payment', 'offered', 'accepted', 'ready', 'out_for_delivery', 'delivered', 'returned', 'canceled')) not null, "florist_id" text null, "courier_id" text null, "fulfillment_id" text null, "photo_file_id" text null, "offered_at" timestamptz null, "accepted_at" timestamptz null, "ready_at" timestamptz null, "taken_at" timestamptz null, "picked_up_at" timestamptz null, "delivered_at" timestamptz null, "closed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "workshop_assignment_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_workshop_assignment_order_id_unique" ON "workshop_assignment" ("order_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_assignment_deleted_at" ON "workshop_assignment" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_assignment_status" ON "workshop_assignment" ("status") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_assignment_florist_id" ON "workshop_assignment" ("florist_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_assignment_courier_id" ON "workshop_assignment" ("courier_id") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "workshop_staff_invite" ("id" text not null, "token_hash" text not null, "role" text check ("role" in ('owner', 'manager', 'florist', 'courier', 'accountant', 'marketing')) not null, "name" text null, "created_by" text null, "expires_at" timestamptz not null, "used_at" timestamptz null, "used_by_telegram_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "workshop_staff_invite_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_workshop_staff_invite_token_hash_unique" ON "workshop_staff_invite" ("token_hash") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_staff_invite_deleted_at" ON "workshop_staff_invite" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "workshop_staff_member" ("id" text not null, "telegram_id" text not null, "name" text not null, "role" text check ("role" in ('owner', 'manager', 'florist', 'courier', 'accountant', 'marketing')) not null, "active" boolean not null default true, "language" text check ("language" in ('ru', 'uz')) not null default 'ru', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "workshop_staff_member_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_workshop_staff_member_telegram_id_unique" ON "workshop_staff_member" ("telegram_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_staff_member_deleted_at" ON "workshop_staff_member" ("deleted_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "workshop_transition" ("id" text not null, "number" serial, "assignment_id" text not null, "action" text check ("action" in ('open', 'offer', 'accept', 'decline', 'give_back', 'mark_ready', 'take_delivery', 'give_back_delivery', 'pick_up', 'deliver', 'fail_delivery', 'return', 'cancel')) not null, "from" text check ("from" in ('awaiting_payment', 'offered', 'accepted', 'ready', 'out_for_delivery', 'delivered', 'returned', 'canceled')) null, "to" text check ("to" in ('awaiting_payment', 'offered', 'accepted', 'ready', 'out_for_delivery', 'delivered', 'returned', 'canceled')) not null, "actor_type" text check ("actor_type" in ('staff', 'shopper', 'admin', 'system')) not null, "actor_id" text null, "actor_name" text null, "reason" text null, "metadata" jsonb null, "announced_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "workshop_transition_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_transition_assignment_id" ON "workshop_transition" ("assignment_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_transition_deleted_at" ON "workshop_transition" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_workshop_transition_number" ON "workshop_transition" ("number") WHERE announced_at IS NULL AND deleted_at IS NULL;`,
    )

    this.addSql(
      `alter table if exists "workshop_transition" add constraint "workshop_transition_assignment_id_foreign" foreign key ("assignment_id") references "workshop_assignment" ("id") on update cascade;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "workshop_transition" drop constraint if exists "workshop_transition_assignment_id_foreign";`,
    )

    this.addSql(`drop table if exists "workshop_assignment" cascade;`)

    this.addSql(`drop table if exists "workshop_staff_invite" cascade;`)

    this.addSql(`drop table if exists "workshop_staff_member" cascade;`)

    this.addSql(`drop table if exists "workshop_transition" cascade;`)
  }
}
