import { z } from "@medusajs/framework/zod"

/** `?dry_run=true` tells what each line would change, and writes nothing. */
export const ImportStockQuery = z
  .object({
    dry_run: z.enum(["true", "false"]).default("false"),
    /** Chosen by the caller: a repeated request with the same key records nothing. */
    key: z.string().min(1).max(100).optional(),
  })
  .strict()
export type ImportStockQuery = z.infer<typeof ImportStockQuery>
