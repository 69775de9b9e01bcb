import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"

const list = (value: unknown) => (typeof value === "string" ? value.split(",") : value)

export const ListStockItems = z
  .object({
    /** Words that the title or the SKU contains. */
    q: z.string().trim().max(100).optional(),
    /** Inventory items: `ids=iitem_1,iitem_2`, or the parameter repeated. */
    ids: z.preprocess(list, z.array(z.string().min(1).max(100)).min(1).max(100).optional()),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListStockItems = z.infer<typeof ListStockItems>

export const ReadItemHistory = z
  .object({ days: z.coerce.number().int().min(1).max(366).default(30) })
  .strict()
export type ReadItemHistory = z.infer<typeof ReadItemHistory>
