import { z } from "@medusajs/framework/zod"

const id = z.string().min(1).max(100)

export const ListAuditLog = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    /** `next_cursor` of the page before. */
    cursor: id.optional(),
    subject_type: id.optional(),
    subject_id: id.optional(),
    actor_id: id.optional(),
  })
  .strict()

export type ListAuditLog = z.infer<typeof ListAuditLog>
