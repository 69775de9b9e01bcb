import { model } from "@medusajs/framework/utils"
import { STAFF_ROLES } from "../order-transitions"

/**
 * A one-time invite to the staff. Only the SHA-256 of its token is stored, so a reader of the database cannot
 * use the invite.
 */
export const StaffInvite = model.define(
  { name: "staff_invite", tableName: "workshop_staff_invite" },
  {
    id: model.id({ prefix: "stinv" }).primaryKey(),
    token_hash: model.text().unique(),
    role: model.enum([...STAFF_ROLES]),
    /** Name of the invited person as the owner wrote it; null if not given. */
    name: model.text().nullable(),
    created_by: model.text().nullable(),
    expires_at: model.dateTime(),
    used_at: model.dateTime().nullable(),
    used_by_telegram_id: model.text().nullable(),
  },
)
