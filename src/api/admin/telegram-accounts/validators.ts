import { z } from "@medusajs/framework/zod"

export const ListTelegramAccounts = z
  .object({
    customer_id: z.string().min(1).max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  })
  .strict()
export type ListTelegramAccounts = z.infer<typeof ListTelegramAccounts>
