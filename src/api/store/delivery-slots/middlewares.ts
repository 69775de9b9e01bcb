import { validateAndTransformQuery, type MiddlewareRoute } from "@medusajs/framework/http"
import { ListDeliverySlotsQuery } from "./validators"

export const storeDeliverySlotsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/delivery-slots",
    middlewares: [validateAndTransformQuery(ListDeliverySlotsQuery, {})],
  },
]
