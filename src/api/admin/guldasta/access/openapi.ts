import { z } from "@medusajs/framework/zod"
import { STAFF_ROLES } from "../../../../modules/workshop/order-transitions"
import type { RouteDescriptions } from "../../../route-description"

const path = z.string().describe("Regular expression of a page's path in the admin")

export const accessRoutes: RouteDescriptions = {
  "GET /admin/guldasta/access": {
    summary:
      "The caller's role, which requests of the shop's pages it may send, and which pages and buttons of Medusa's admin it may use.",
    answer: z.strictObject({
      role: z.enum(STAFF_ROLES).nullable(),
      may: z.record(z.string(), z.boolean()).describe("By method and path, such as POST /admin/staff/:id"),
      core_pages: z
        .array(z.strictObject({ path, may: z.boolean() }))
        .describe("The first matching path decides. A page in no path is open."),
      core_buttons: z
        .array(
          z.strictObject({
            path,
            text: z.string().describe("Key of the button's text in Medusa's admin"),
            may: z.boolean(),
          }),
        )
        .describe("The first match of a path and a text decides"),
    }),
  },
}
