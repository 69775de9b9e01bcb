import { z } from "@medusajs/framework/zod"
import { instant, type RouteDescriptions } from "../../route-description"
import { ListAuditLog } from "./validators"

const record = z.record(z.string(), z.unknown()).nullable()

export const auditLogRoutes: RouteDescriptions = {
  "GET /admin/audit-log": {
    summary:
      "Who changed money or rights, newest first. For the role owner. Entries are never changed or deleted.",
    query: ListAuditLog,
    answer: z.strictObject({
      audit_entries: z.array(
        z.strictObject({
          id: z.string(),
          actor_type: z.enum(["user", "api-key", "staff", "shopper", "system"]),
          actor_id: z.string().nullable(),
          actor_name: z.string().nullable(),
          action: z.string(),
          subject_type: z.string(),
          subject_id: z.string().nullable(),
          before: record,
          after: record,
          input: record,
          created_at: instant,
        }),
      ),
      next_cursor: z.string().nullable(),
    }),
    errors: ["not_allowed"],
  },
}
