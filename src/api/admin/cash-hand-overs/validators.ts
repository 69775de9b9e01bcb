import { z } from "@medusajs/framework/zod"

export const ListCashHandOvers = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    offset: z.coerce.number().int().min(0).max(10_000).default(0),
    courier_id: z.string().min(1).max(100).optional(),
  })
  .strict()

export type ListCashHandOvers = z.infer<typeof ListCashHandOvers>
