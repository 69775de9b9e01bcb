import { validateAndTransformQuery, type MiddlewareRoute } from "@medusajs/framework/http"
import { ScopeQuery } from "./validators"

export const adminScopeMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/admin/guldasta/scope",
    middlewares: [validateAndTransformQuery(ScopeQuery, {})],
  },
]
