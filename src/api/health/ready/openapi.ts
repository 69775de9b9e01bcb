import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

const part = z.strictObject({ works: z.boolean(), state: z.string() })

export const readinessRoutes: RouteDescriptions = {
  "GET /health/ready": {
    summary: "Returns the state of each part of the shop; 503 when a restart or another process can help.",
    answer: z.strictObject({
      ready: z.boolean(),
      parts: z.strictObject({ database: part, redis: part, telegram: part, outbox: part }),
    }),
  },
}
