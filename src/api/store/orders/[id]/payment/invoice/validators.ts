import { z } from "@medusajs/framework/zod"

export const SendInvoice = z.object({ phone: z.string().min(1).max(100) }).strict()

export type SendInvoice = z.infer<typeof SendInvoice>
