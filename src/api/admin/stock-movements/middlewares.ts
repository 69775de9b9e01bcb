import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { ExplainStockMovement } from "./validators"

export const adminStockMovementsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/stock-movements/:id/explain",
    middlewares: [validateAndTransformBody(ExplainStockMovement)],
  },
]
