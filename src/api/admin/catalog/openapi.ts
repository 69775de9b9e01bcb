import { z } from "@medusajs/framework/zod"
import { RUN_STATUSES } from "../../../modules/core/models/run"
import { catalogFileSchema } from "../../../workflows/catalog/catalog-file"
import { instant, runError, type RouteDescriptions } from "../../route-description"
import { ImportCatalogQuery, ListImports } from "./validators"

const counts = {
  created: z.number().describe("Categories and products"),
  updated: z.number(),
  unchanged: z.number(),
  notes: z.array(z.string()),
}

const catalogImport = z.strictObject({
  id: z.string(),
  status: z.enum(RUN_STATUSES).describe("`waiting`: another import runs"),
  user_name: z.string().nullable().describe("Who started it; null for the command line"),
  done: z.number().describe("Number of finished products"),
  total: z.number().nullable().describe("Number of products in the file; null until the file is checked"),
  ...counts,
  error: runError.nullable(),
  created_at: instant,
  finished_at: instant.nullable(),
})

export const catalogRoutes: RouteDescriptions = {
  "POST /admin/catalog/import": {
    summary:
      "Brings the catalogue to what the body says (docs/catalog.md), or only checks it. A file with a problem is " +
      "answered with 400 and all problems, and changes nothing. With `wait=false` it answers 202 at once with " +
      "`import`, as GET /admin/catalog/imports/{id} does.",
    query: ImportCatalogQuery,
    body: catalogFileSchema,
    answer: z.strictObject(counts),
    errors: [
      "catalog_invalid",
      "invalid_query",
      "shop_not_ready",
      "not_json",
      "file_too_large",
      "run_interrupted",
    ],
  },
  "GET /admin/catalog/imports": {
    summary: "Lists the imports of the catalogue with their progress, newest first.",
    query: ListImports,
    answer: z.strictObject({
      imports: z.array(catalogImport),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "GET /admin/catalog/imports/:id": {
    summary: "Returns the progress of an import, and its result or its problems.",
    answer: z.strictObject({ import: catalogImport }),
    errors: ["not_found"],
  },
}
