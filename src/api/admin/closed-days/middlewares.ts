import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { AddClosedDay } from "./validators"

export const adminClosedDaysMiddlewares: MiddlewareRoute[] = [
  { method: ["POST"], matcher: "/admin/closed-days", middlewares: [validateAndTransformBody(AddClosedDay)] },
]
