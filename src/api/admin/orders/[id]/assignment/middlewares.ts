import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { MONEY_ROLES, onlyRoles } from "../../../../roles"
import { TakeStep } from "./validators"

export const adminOrderAssignmentMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/orders/:id/assignment/:action",
    middlewares: [validateAndTransformBody(TakeStep)],
  },
  { method: ["POST"], matcher: "/admin/orders/:id/balance/pay-back", middlewares: [onlyRoles(MONEY_ROLES)] },
]
