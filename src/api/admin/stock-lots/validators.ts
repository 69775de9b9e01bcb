import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"

export const ListStockLots = z
  .object({
    inventory_item_id: z.string().min(1).max(100),
    /** `true`: also used lots, newest first. Otherwise the lots with flowers left, the next to be used first. */
    all: z.enum(["true", "false"]).default("false"),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListStockLots = z.infer<typeof ListStockLots>

export const ListWiltingLots = z
  .object({
    /** YYYY-MM-DD. */
    day: z.iso.date(),
    limit: z.coerce.number().int().min(1).max(100).default(100),
  })
  .strict()
export type ListWiltingLots = z.infer<typeof ListWiltingLots>
