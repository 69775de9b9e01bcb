import { z } from "@medusajs/framework/zod"

export const ListClosedSlotsQuery = z
  .object({
    /** First day, "YYYY-MM-DD" in the shop's time zone; today by default. */
    from: z.string().max(10).optional(),
  })
  .strict()

export const AddClosedSlot = z
  .object({
    date: z.string().max(10),
    window_id: z.string().max(50),
    reason: z.string().max(200).nullable().optional(),
  })
  .strict()

export type ListClosedSlotsQuery = z.infer<typeof ListClosedSlotsQuery>
export type AddClosedSlot = z.infer<typeof AddClosedSlot>
