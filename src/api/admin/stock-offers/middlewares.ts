import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { StartStockOffer } from "./validators"

export const adminStockOffersMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/stock-offers",
    middlewares: [validateAndTransformBody(StartStockOffer)],
  },
]
