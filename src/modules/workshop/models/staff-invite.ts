import { model } from "@medusajs/framework/utils"
import { STAFF_ROLES } from "../order-transitions"

/** A one-time link into the staff. Only the token's SHA-256 is kept: who reads the database cannot use it. */
export const StaffInvite = model.define(
  { name: "staff_invite", tableName: "workshop_staff_invite" },
  {
    id: model.id({ prefix: "stinv" }).primaryKey(),
    token_hash: model.text().unique(),
    role: model.enum([...STAFF_ROLES]),
    /** Whom it is meant for, as the owner calls them; empty when not said. */
    name: model.text().nullable(),
    created_by: model.text().nullable(),
    expires_at: model.dateTime(),
    used_at: model.dateTime().nullable(),
    used_by_telegram_id: model.text().nullable(),
  },
)
