import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"
import { SetFiscalCodes } from "./validators"

const answer = z.strictObject({
  fiscal: z.strictObject({
    ikpu: z.string().nullable().describe("17 digits of the national catalogue, tasnif.soliq.uz"),
    package_code: z.string().nullable(),
    vat_percent: z.number().nullable().describe("Default: 0"),
  }),
})

export const productFiscalRoutes: RouteDescriptions = {
  "GET /admin/products/:id/fiscal": {
    summary: "Returns a product's codes for the fiscal receipt.",
    answer,
    errors: ["not_found"],
  },
  "POST /admin/products/:id/fiscal": {
    summary: "Sets a product's codes for the fiscal receipt; null removes a code.",
    body: SetFiscalCodes,
    answer,
    errors: ["not_found"],
  },
}
