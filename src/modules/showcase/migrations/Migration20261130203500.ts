import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const TIMES =
  '"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null'

/** The bouquets of the showcase. */
export class Migration20261130203500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "showcase_bouquet" ("id" text not null, "key" text not null, "status" text check ("status" in ('making', 'offered', 'sold', 'ending', 'taken_apart', 'written_off')) not null, "title_ru" text not null, "title_uz" text not null, "description_ru" text not null, "description_uz" text not null, "price" integer not null, "priced_at" timestamptz null, "parts" jsonb not null, "location_id" text not null, "photo_file_id" text null, "picture_url" text null, "recipe_product_id" text null, "member_id" text null, "actor_type" text not null, "actor_id" text null, "channel" text not null, "product_id" text not null, "variant_id" text not null, "inventory_item_id" text not null, "price_set_id" text not null, "made_at" timestamptz null, "ask_at" timestamptz null, "asked_at" timestamptz null, "ending" jsonb null, "ended_at" timestamptz null, ${TIMES}, constraint "showcase_bouquet_pkey" primary key ("id"));`,
    )
    this.addSql(
      `create unique index if not exists "IDX_showcase_bouquet_key_unique" on "showcase_bouquet" ("key") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_showcase_bouquet_status_updated_at" on "showcase_bouquet" ("status", "updated_at") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_showcase_bouquet_variant_id" on "showcase_bouquet" ("variant_id") where deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_showcase_bouquet_ask_at" on "showcase_bouquet" ("ask_at") where asked_at is null and status = 'offered' and deleted_at is null;`,
    )
    this.addSql(
      `create index if not exists "IDX_showcase_bouquet_deleted_at" on "showcase_bouquet" ("deleted_at") where deleted_at is null;`,
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "showcase_bouquet";`)
  }
}
