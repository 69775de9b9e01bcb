import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { TakeStep } from "./validators"

export const adminOrderAssignmentMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/orders/:id/assignment/:action",
    middlewares: [validateAndTransformBody(TakeStep)],
  },
]
