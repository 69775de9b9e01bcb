import { z } from "@medusajs/framework/zod"
import { catalogFileSchema } from "../../../workflows/catalog/catalog-file"
import type { RouteDescriptions } from "../../route-description"
import { ImportCatalogQuery } from "./validators"

export const catalogRoutes: RouteDescriptions = {
  "POST /admin/catalog/import": {
    summary:
      "Brings the catalogue to what the body says (docs/catalog.md), or only checks it. A file with a problem is " +
      "answered with 400 and all problems, and changes nothing.",
    query: ImportCatalogQuery,
    body: catalogFileSchema,
    answer: z.strictObject({
      created: z.number().describe("Categories and products"),
      updated: z.number(),
      unchanged: z.number(),
      notes: z.array(z.string()),
    }),
    errors: ["catalog_invalid", "invalid_query", "shop_not_ready", "not_json", "file_too_large"],
  },
}
