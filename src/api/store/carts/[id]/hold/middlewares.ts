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

/**
 * `fields=+hold.*` on a cart: Medusa answers with no field that is not allowed by name. The star makes these run
 * before Medusa's own check of the fields, which a matcher as exact as Medusa's would come after.
 */
export const storeCartHoldMiddlewares: MiddlewareRoute[] = [
  {
    matcher: "/store/carts*",
    middlewares: [
      (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
        req.allowed = [...(req.allowed ?? []), ...FIELDS]
        next()
      },
    ],
  },
]
