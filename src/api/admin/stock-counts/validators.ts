import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"

const id = z.string().min(1).max(100)

export const COUNT_STATUSES = ["open", "waiting", "closed", "canceled"] as const

const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
}

export const ListStockCounts = z.object({ status: z.enum(COUNT_STATUSES).optional(), ...page }).strict()
export type ListStockCounts = z.infer<typeof ListStockCounts>

export const ListItemsToCount = z
  .object({
    /** Words that the title or the SKU contains. */
    q: z.string().trim().max(100).optional(),
    ...page,
  })
  .strict()
export type ListItemsToCount = z.infer<typeof ListItemsToCount>

export const BeginStockCount = z
  .object({
    location_id: id,
    /** Only items of the products in this category and in those below it; without it all items. */
    category_id: id.nullish(),
    note: z.string().max(500).nullish(),
    /** Chosen by the caller: a repeated request with the same key begins nothing. */
    key: id.nullish(),
  })
  .strict()
export type BeginStockCount = z.infer<typeof BeginStockCount>

export const EnterStockCount = z
  .object({
    inventory_item_id: id,
    /** Counted pieces, zero or more. */
    quantity: z.number(),
    /** Adds the pieces to what is counted of the item, in place of replacing it. */
    adds: z.boolean().default(false),
    /** Chosen by the caller: a repeated request with the same key changes nothing. */
    key: id.nullish(),
  })
  .strict()
export type EnterStockCount = z.infer<typeof EnterStockCount>
