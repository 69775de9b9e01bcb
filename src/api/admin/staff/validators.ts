import { z } from "@medusajs/framework/zod"
import { withoutInvisible } from "../../../lib/plain-text"
import { LANGUAGES } from "../../../lib/shop"
import { STAFF_ROLES } from "../../../modules/workshop/order-transitions"

const name = z.string().overwrite(withoutInvisible).trim().min(1).max(100)

export const HireStaffMember = z
  .object({
    telegram_id: z.string().regex(/^[1-9]\d{0,15}$/, "must be a Telegram user id: digits only"),
    name,
    role: z.enum(STAFF_ROLES),
    language: z.enum(LANGUAGES).default("ru"),
  })
  .strict()
export type HireStaffMember = z.infer<typeof HireStaffMember>

export const UpdateStaffMember = z
  .object({
    name: name.optional(),
    role: z.enum(STAFF_ROLES).optional(),
    active: z.boolean().optional(),
    language: z.enum(LANGUAGES).optional(),
    /** The Medusa admin user of this staff member; null for none. */
    user_id: z.string().min(1).max(100).nullable().optional(),
  })
  .strict()
export type UpdateStaffMember = z.infer<typeof UpdateStaffMember>

export const CreateInvite = z.object({ role: z.enum(STAFF_ROLES), name: name.nullish() }).strict()
export type CreateInvite = z.infer<typeof CreateInvite>
