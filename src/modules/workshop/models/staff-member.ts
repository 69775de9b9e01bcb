import { model } from "@medusajs/framework/utils"
import { LANGUAGES } from "../../../lib/shop"
import { STAFF_ROLES } from "../order-transitions"

/**
 * A person who works in the shop, identified by their Telegram id. A person who leaves becomes inactive,
 * because the history refers to them.
 */
export const StaffMember = model.define(
  { name: "staff_member", tableName: "workshop_staff_member" },
  {
    id: model.id({ prefix: "staff" }).primaryKey(),
    telegram_id: model.text().unique(),
    name: model.text().searchable(),
    role: model.enum([...STAFF_ROLES]),
    active: model.boolean().default(true),
    language: model.enum([...LANGUAGES]).default("ru"),
    /** The person's user in Medusa's admin. The staff role applies to that user too. */
    user_id: model.text().unique().nullable(),
    /**
     * When the person's order cards were updated after the last change of the staff member; null while the
     * update is due.
     */
    cards_kept_at: model.dateTime().nullable(),
  },
)
