import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

const part = z.strictObject({ works: z.boolean(), state: z.string() })

export const readinessRoutes: RouteDescriptions = {
  "GET /health/ready": {
    summary: "Whether the shop works, part by part; the same with 503 when one does not.",
    answer: z.strictObject({
      ready: z.boolean(),
      parts: z.strictObject({ database: part, redis: part, telegram: part, outbox: part }),
    }),
  },
}
