import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { MakeBouquet, PriceBouquet, TakeBouquetApart, WriteBouquetOff } from "./validators"

const BODIES = {
  "/admin/stock-showcase": MakeBouquet,
  "/admin/stock-showcase/:id/price": PriceBouquet,
  "/admin/stock-showcase/:id/take-apart": TakeBouquetApart,
  "/admin/stock-showcase/:id/write-off": WriteBouquetOff,
}

export const adminStockShowcaseMiddlewares: MiddlewareRoute[] = Object.entries(BODIES).map(
  ([matcher, body]) => ({ method: ["POST"], matcher, middlewares: [validateAndTransformBody(body)] }),
)
