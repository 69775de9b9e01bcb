import { authenticate, validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { ChangeOwnDelivery } from "./validators"

export const storeOrderDeliveryMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET", "POST"],
    matcher: "/store/orders/:id/delivery",
    middlewares: [authenticate("customer", ["session", "bearer"])],
  },
  {
    method: ["POST"],
    matcher: "/store/orders/:id/delivery",
    middlewares: [validateAndTransformBody(ChangeOwnDelivery)],
  },
]
