import { z } from "@medusajs/framework/zod"

/** `?dry_run=true` validates an import file and writes nothing. */
export const ImportCatalogQuery = z
  .object({ dry_run: z.enum(["true", "false"], { message: "must be true or false" }).default("false") })
  .strict()
export type ImportCatalogQuery = z.infer<typeof ImportCatalogQuery>
