import { z } from "@medusajs/framework/zod"
import { STAFF_ROLES } from "../../../../modules/workshop/order-transitions"
import type { RouteDescriptions } from "../../../route-description"

export const accessRoutes: RouteDescriptions = {
  "GET /admin/guldasta/access": {
    summary: "The caller's role, and which requests of the shop's pages it may send.",
    answer: z.strictObject({
      role: z.enum(STAFF_ROLES).nullable(),
      may: z.record(z.string(), z.boolean()).describe("By method and path, such as POST /admin/staff/:id"),
    }),
  },
}
