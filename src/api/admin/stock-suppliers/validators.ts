import { z } from "@medusajs/framework/zod"
import { withoutInvisible } from "../../../lib/plain-text"

const name = z.string().overwrite(withoutInvisible).trim().min(1).max(100)
const more = {
  phone: z.string().trim().max(40).nullish(),
  note: z.string().trim().max(500).nullish(),
  /** Days from the order until the flowers come. */
  lead_days: z.number().int().min(0).max(60).optional(),
}

export const ListStockSuppliers = z
  .object({
    limit: z.coerce.number().int().min(1).max(200).default(200),
    offset: z.coerce.number().int().min(0).max(10_000).default(0),
  })
  .strict()
export type ListStockSuppliers = z.infer<typeof ListStockSuppliers>

export const CreateStockSupplier = z.object({ name, ...more }).strict()
export type CreateStockSupplier = z.infer<typeof CreateStockSupplier>

export const UpdateStockSupplier = z.object({ name: name.optional(), ...more }).strict()
export type UpdateStockSupplier = z.infer<typeof UpdateStockSupplier>
