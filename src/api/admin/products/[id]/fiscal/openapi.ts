import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../../../route-description"
import { SetFiscalCodes } from "./validators"

const answer = z.strictObject({
  fiscal: z.strictObject({
    ikpu: z.string().nullable().describe("17 digits of the national catalogue, tasnif.soliq.uz"),
    package_code: z.string().nullable(),
    vat_percent: z.number().nullable().describe("0 when left out"),
  }),
})

export const productFiscalRoutes: RouteDescriptions = {
  "GET /admin/products/:id/fiscal": {
    summary: "What a fiscal receipt says of a product.",
    answer,
    errors: ["not_found"],
  },
  "POST /admin/products/:id/fiscal": {
    summary: "Changes what a fiscal receipt says of a product; null takes a code out.",
    body: SetFiscalCodes,
    answer,
    errors: ["not_found"],
  },
}
