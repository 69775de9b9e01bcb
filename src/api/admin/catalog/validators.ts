import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"

const flag = (name: string) => z.enum(["true", "false"], { message: `${name} must be true or false` })

/** `?dry_run=true` validates an import file and writes nothing. `?wait=false` answers before the import ends. */
export const ImportCatalogQuery = z
  .object({ dry_run: flag("dry_run").default("false"), wait: flag("wait").default("true") })
  .strict()
export type ImportCatalogQuery = z.infer<typeof ImportCatalogQuery>

export const ListImports = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListImports = z.infer<typeof ListImports>
