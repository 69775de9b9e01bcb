import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { CreateStockDocument, RegradeStock, TakeBackStockDocument } from "./validators"

export const adminStockDocumentsMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/stock-documents",
    middlewares: [validateAndTransformBody(CreateStockDocument)],
  },
  {
    method: ["POST"],
    matcher: "/admin/stock-documents/regrade",
    middlewares: [validateAndTransformBody(RegradeStock)],
  },
  {
    method: ["POST"],
    matcher: "/admin/stock-documents/:id/take-back",
    middlewares: [validateAndTransformBody(TakeBackStockDocument)],
  },
]
