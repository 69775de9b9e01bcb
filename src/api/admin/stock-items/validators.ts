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

const pieces = z.number().int().max(1_000_000)

/** A value that is left out stays as it is; null removes it. */
export const SetStockReorder = z
  .object({
    /** The item is low when its free pieces fall to this number or below. */
    level: pieces.min(0).nullish(),
    /** The smallest quantity that is ordered. */
    quantity: pieces.min(1).nullish(),
    supplier_id: z.string().min(1).max(100).nullish(),
    /** Days from the order until the flowers come; null: those of the supplier. */
    lead_days: z.number().int().min(0).max(60).nullish(),
  })
  .strict()
export type SetStockReorder = z.infer<typeof SetStockReorder>
