import type { MiddlewareRoute } from "@medusajs/framework/http"
import { auditedRoutes } from "./audited"

export const adminAuditLogMiddlewares: MiddlewareRoute[] = auditedRoutes
