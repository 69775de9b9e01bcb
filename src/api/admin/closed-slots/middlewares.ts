import {
  validateAndTransformBody,
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { AddClosedSlot, ListClosedSlotsQuery } from "./validators"

export const adminClosedSlotsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/admin/closed-slots",
    middlewares: [validateAndTransformQuery(ListClosedSlotsQuery, {})],
  },
  {
    method: ["POST"],
    matcher: "/admin/closed-slots",
    middlewares: [validateAndTransformBody(AddClosedSlot)],
  },
]
