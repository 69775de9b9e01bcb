import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

const message = z.strictObject({ ru: z.string(), uz: z.string(), en: z.string() })

export const paymeHookRoutes: RouteDescriptions = {
  "POST /hooks/payme": {
    summary: "Payme's Merchant API (JSON-RPC 2.0): receives Payme's calls about payments. Always HTTP 200.",
    body: z.looseObject({
      id: z.number().describe("Repeated in the answer"),
      method: z.string().describe("Method name, for example CheckPerformTransaction"),
      params: z.looseObject({}),
    }),
    answer: z.strictObject({
      jsonrpc: z.literal("2.0"),
      id: z.union([z.string(), z.number(), z.null()]),
      result: z.looseObject({}).optional(),
      error: z.strictObject({ code: z.number(), message, data: z.string().optional() }).optional(),
    }),
  },
}
