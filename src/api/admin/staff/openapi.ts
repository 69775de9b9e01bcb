import { z } from "@medusajs/framework/zod"
import { LANGUAGES } from "../../../lib/shop"
import { STAFF_ROLES } from "../../../modules/workshop/order-transitions"
import { instant, type RouteDescriptions } from "../../route-description"
import { CreateInvite, HireStaffMember, UpdateStaffMember } from "./validators"

const member = z.looseObject({
  id: z.string(),
  telegram_id: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  active: z.boolean().describe("False for former staff members"),
  language: z.enum(LANGUAGES),
  user_id: z.string().nullable().describe("The Medusa admin user of the staff member"),
})

const one = z.strictObject({ staff_member: member })

export const staffRoutes: RouteDescriptions = {
  "GET /admin/staff": {
    summary: "Lists active and former staff members.",
    answer: z.strictObject({ staff: z.array(member), count: z.number() }),
  },
  "POST /admin/staff": {
    summary: "Adds a staff member by Telegram user id.",
    body: HireStaffMember,
    answer: one,
    status: 201,
    errors: ["already_staff", "not_allowed"],
  },
  "GET /admin/staff/:id": { summary: "A staff member.", answer: one, errors: ["not_found"] },
  "POST /admin/staff/:id": {
    summary:
      "Changes role, name, language or admin user of a staff member; active: false deactivates the staff member.",
    body: UpdateStaffMember,
    answer: one,
    errors: ["not_found", "not_allowed", "user_taken", "last_owner"],
  },
  "POST /admin/staff/invites": {
    summary:
      "Creates an invite link for a new staff member. The link works once, within 48 hours. Only this answer contains the token.",
    body: CreateInvite,
    answer: z.strictObject({
      invite: z.looseObject({
        role: z.enum(STAFF_ROLES),
        token: z.string(),
        expires_at: instant,
        link: z.string().nullable().describe("Null while the bot's user name is unknown"),
      }),
    }),
    status: 201,
  },
}
