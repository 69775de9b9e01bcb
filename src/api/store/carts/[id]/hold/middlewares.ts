import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"

/** What a cart tells of its hold, when asked. */
const FIELDS = [
  "hold",
  "hold.expires_at",
  "hold.items",
  "hold.items.inventory_item_id",
  "hold.items.quantity",
]

/** `GET /store/carts/:id?fields=+hold.*`: Medusa answers with no field that is not allowed by name. */
export const storeCartHoldMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/carts/:id",
    middlewares: [
      (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
        req.allowed = [...(req.allowed ?? []), ...FIELDS]
        next()
      },
    ],
  },
]
