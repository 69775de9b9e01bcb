import { z } from "@medusajs/framework/zod"

export const ListDeliverySlotsQuery = z
  .object({
    method: z.enum(["delivery", "pickup"]),
    /** The first day, "YYYY-MM-DD" on the shop's calendar; today when left out. */
    from: z.string().max(10).optional(),
    days: z.coerce.number().int().min(1).max(31).optional(),
  })
  .strict()

export type ListDeliverySlotsQuery = z.infer<typeof ListDeliverySlotsQuery>
