import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { UpdateCartDelivery } from "./validators"

export const storeCartDeliveryMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/store/carts/:id/delivery",
    middlewares: [validateAndTransformBody(UpdateCartDelivery)],
  },
]
