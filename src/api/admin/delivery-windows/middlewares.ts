import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { CreateDeliveryWindow, UpdateDeliveryWindow } from "./validators"

export const adminDeliveryWindowsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/delivery-windows",
    middlewares: [validateAndTransformBody(CreateDeliveryWindow)],
  },
  {
    method: ["POST"],
    matcher: "/admin/delivery-windows/:id",
    middlewares: [validateAndTransformBody(UpdateDeliveryWindow)],
  },
]
