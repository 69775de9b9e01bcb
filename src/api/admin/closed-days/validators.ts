import { z } from "@medusajs/framework/zod"

export const AddClosedDay = z
  .object({
    date: z.string().max(10),
    reason: z.string().max(200).nullable().optional(),
  })
  .strict()

export type AddClosedDay = z.infer<typeof AddClosedDay>
