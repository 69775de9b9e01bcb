import { z } from "@medusajs/framework/zod"
import { MOST_COUNTED } from "../../../lib/shop"
import { STATUSES } from "../../../modules/workshop/order-transitions"

const list = (value: unknown) => (typeof value === "string" ? value.split(",") : value)

export const ListAssignments = z
  .object({
    /** One or more values, as `status=offered,ready` or as repeated parameters. */
    status: z.preprocess(list, z.array(z.enum(STATUSES)).min(1).optional()),
    /** Day of the delivery, "YYYY-MM-DD", in the shop's time zone. */
    date: z.string().date().optional(),
    /** Order number (display id). */
    order: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(MOST_COUNTED).default(0),
  })
  .strict()

export type ListAssignments = z.infer<typeof ListAssignments>
