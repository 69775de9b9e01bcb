import type { MiddlewareRoute } from "@medusajs/framework/http"
import { onlyRoles } from "../../roles"
import { auditedRoutes } from "./audited"

export const adminAuditLogMiddlewares: MiddlewareRoute[] = [
  { matcher: "/admin/audit-log", methods: ["GET"], middlewares: [onlyRoles(["owner"])] },
  ...auditedRoutes,
]
