import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { BeginStockCount, EnterStockCount } from "./validators"

export const adminStockCountsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/stock-counts",
    middlewares: [validateAndTransformBody(BeginStockCount)],
  },
  {
    method: ["POST"],
    matcher: "/admin/stock-counts/:id/entries",
    middlewares: [validateAndTransformBody(EnterStockCount)],
  },
]
