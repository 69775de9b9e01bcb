import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { CreateStockSupplier, UpdateStockSupplier } from "./validators"

export const adminStockSuppliersMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/stock-suppliers",
    middlewares: [validateAndTransformBody(CreateStockSupplier)],
  },
  {
    method: ["POST"],
    matcher: "/admin/stock-suppliers/:id",
    middlewares: [validateAndTransformBody(UpdateStockSupplier)],
  },
]
