import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { SetStockReorder } from "./validators"

export const adminStockItemsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/stock-items/:id/reorder",
    middlewares: [validateAndTransformBody(SetStockReorder)],
  },
]
