import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121122459 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "cart_hold" ("id" text not null, "cart_id" text not null, "expires_at" timestamptz not null, "warned_at" timestamptz null, "completing_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cart_hold_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_cart_hold_cart_id_unique" ON "cart_hold" ("cart_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cart_hold_deleted_at" ON "cart_hold" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cart_hold_expires_at" ON "cart_hold" ("expires_at") WHERE deleted_at IS NULL;`,
    )

    this.addSql(
      `create table if not exists "cart_hold_item" ("id" text not null, "hold_id" text not null, "inventory_item_id" text not null, "quantity" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "cart_hold_item_pkey" primary key ("id"));`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cart_hold_item_hold_id" ON "cart_hold_item" ("hold_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cart_hold_item_deleted_at" ON "cart_hold_item" ("deleted_at") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_cart_hold_item_hold_id_inventory_item_id_unique" ON "cart_hold_item" ("hold_id", "inventory_item_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_cart_hold_item_inventory_item_id" ON "cart_hold_item" ("inventory_item_id") WHERE deleted_at IS NULL;`,
    )
    this.addSql(
      `alter table if exists "cart_hold_item" add constraint "cart_hold_item_hold_id_foreign" foreign key ("hold_id") references "cart_hold" ("id") on update cascade on delete cascade;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "cart_hold_item" cascade;`)
    this.addSql(`drop table if exists "cart_hold" cascade;`)
  }
}
