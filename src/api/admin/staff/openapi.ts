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
  active: z.boolean().describe("False for those who worked here before"),
  language: z.enum(LANGUAGES),
  user_id: z.string().nullable().describe("The user of Medusa's admin that they are"),
})

const one = z.strictObject({ staff_member: member })

export const staffRoutes: RouteDescriptions = {
  "GET /admin/staff": {
    summary: "All who work in the shop, and who worked there before.",
    answer: z.strictObject({ staff: z.array(member), count: z.number() }),
  },
  "POST /admin/staff": {
    summary: "Makes someone a staff member by their Telegram id.",
    body: HireStaffMember,
    answer: one,
    status: 201,
    errors: ["already_staff", "not_allowed"],
  },
  "GET /admin/staff/:id": { summary: "A staff member.", answer: one, errors: ["not_found"] },
  "POST /admin/staff/:id": {
    summary: "Changes role, name, language or user of the admin; active: false lets someone go.",
    body: UpdateStaffMember,
    answer: one,
    errors: ["not_found", "not_allowed", "user_taken", "last_owner"],
  },
  "POST /admin/staff/invites": {
    summary: "A link into the staff that works once, within 48 hours. The token is shown only here.",
    body: CreateInvite,
    answer: z.strictObject({
      invite: z.looseObject({
        role: z.enum(STAFF_ROLES),
        token: z.string(),
        expires_at: instant,
        link: z.string().nullable().describe("Null while the bot cannot be asked for its name"),
      }),
    }),
    status: 201,
  },
}
