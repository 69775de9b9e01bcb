import { z } from "@medusajs/framework/zod"
import { STATUSES } from "../../../modules/workshop/order-transitions"

const list = (value: unknown) => (typeof value === "string" ? value.split(",") : value)

export const ListAssignments = z
  .object({
    /** One or several, as `status=offered,ready` or repeated. */
    status: z.preprocess(list, z.array(z.enum(STATUSES)).min(1).optional()),
    /** The day of the delivery, "YYYY-MM-DD", by the shop's clock. */
    date: z.string().date().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  })
  .strict()

export type ListAssignments = z.infer<typeof ListAssignments>
