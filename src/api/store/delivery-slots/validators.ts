import { z } from "@medusajs/framework/zod"

export const ListDeliverySlotsQuery = z
  .object({
    method: z.enum(["delivery", "pickup"]),
    /** First day, "YYYY-MM-DD" in the shop's time zone; today by default. */
    from: z.string().max(10).optional(),
    days: z.coerce.number().int().min(1).max(31).optional(),
  })
  .strict()

export type ListDeliverySlotsQuery = z.infer<typeof ListDeliverySlotsQuery>
