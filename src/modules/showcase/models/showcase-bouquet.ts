import { model } from "@medusajs/framework/utils"
import { BOUQUET_STATUSES } from "../types"

/** A bouquet that a florist made without an order. It is one piece of an inventory item and of a product of its own. */
export const ShowcaseBouquet = model
  .define(
    { name: "showcase_bouquet", tableName: "showcase_bouquet" },
    {
      id: model.id({ prefix: "shbq" }).primaryKey(),
      /** Chosen by the caller: a repeated call with the same key makes no other bouquet. */
      key: model.text().unique(),
      status: model.enum([...BOUQUET_STATUSES]),
      title_ru: model.text(),
      title_uz: model.text(),
      description_ru: model.text(),
      description_uz: model.text(),
      /** In the main unit of the shop's currency. */
      price: model.number(),
      /** When Medusa's price became `price`; null while this is still to be done. */
      priced_at: model.dateTime().nullable(),
      /** The stems: a list of {@link BouquetPart}. */
      parts: model.json(),
      location_id: model.text(),
      /** Telegram's file_id of the photo, and the address of the uploaded picture. */
      photo_file_id: model.text().nullable(),
      picture_url: model.text().nullable(),
      /** The product of the catalogue whose recipe it began with. */
      recipe_product_id: model.text().nullable(),
      /** The staff member who made it; null for a user of the admin who is no staff member. */
      member_id: model.text().nullable(),
      actor_type: model.text(),
      actor_id: model.text().nullable(),
      channel: model.text(),
      /** Ids of Medusa's records, known before these exist, so that an interrupted assembly is continued with the same ones. */
      product_id: model.text(),
      variant_id: model.text(),
      inventory_item_id: model.text(),
      price_set_id: model.text(),
      /** When it was put on show. */
      made_at: model.dateTime().nullable(),
      /** When the maker is asked what to do with it, and when this was done. */
      ask_at: model.dateTime().nullable(),
      asked_at: model.dateTime().nullable(),
      /** How it ends, a {@link BouquetEnding}, from the decision on. */
      ending: model.json().nullable(),
      ended_at: model.dateTime().nullable(),
    },
  )
  .indexes([
    { on: ["status", "updated_at"] },
    { on: ["variant_id"] },
    { on: ["inventory_item_id"] },
    { on: ["ask_at"], where: "asked_at IS NULL AND status = 'offered' AND deleted_at IS NULL" },
  ])
