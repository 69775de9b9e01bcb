import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"
import { RATING_STATUSES } from "../../../modules/rating/types"

const list = (value: unknown) => (typeof value === "string" ? value.split(",") : value)

export const ListRatings = z
  .object({
    /** One or more values, as `status=pending,approved` or as repeated parameters. */
    status: z.preprocess(list, z.array(z.enum(RATING_STATUSES)).min(1).optional()),
    /** Order number (display id). */
    order: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()

export type ListRatings = z.infer<typeof ListRatings>

export const DecideRating = z.object({ status: z.enum(["approved", "hidden"]) }).strict()

export type DecideRating = z.infer<typeof DecideRating>
