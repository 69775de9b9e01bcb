import { model } from "@medusajs/framework/utils"
import { LANGUAGES } from "../../../lib/shop"
import { STAFF_ROLES } from "../order-transitions"

/** Someone who works in the shop, known by Telegram. Who leaves is made inactive: the history keeps the name. */
export const StaffMember = model.define(
  { name: "staff_member", tableName: "workshop_staff_member" },
  {
    id: model.id({ prefix: "staff" }).primaryKey(),
    telegram_id: model.text().unique(),
    name: model.text().searchable(),
    role: model.enum([...STAFF_ROLES]),
    active: model.boolean().default(true),
    language: model.enum([...LANGUAGES]).default("ru"),
    /** The user of Medusa's admin that they are: it has their role there. */
    user_id: model.text().unique().nullable(),
    /** When their cards were made anew after the last change of who they are; null while that is to be done. */
    cards_kept_at: model.dateTime().nullable(),
  },
)
