import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"

/** Items without a supplier. */
export const NO_SUPPLIER = "none"

/** Id of a supplier, or "none" for the items without one; left out: all. */
const supplier_id = z.string().min(1).max(100).optional()

export const ListShoppingList = z
  .object({
    supplier_id,
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()
export type ListShoppingList = z.infer<typeof ListShoppingList>

export const ExportShoppingList = z
  .object({
    supplier_id,
    /** Language of the titles. */
    language: z.enum(["en", "ru", "uz"]).default("en"),
  })
  .strict()
export type ExportShoppingList = z.infer<typeof ExportShoppingList>
