import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"

/** Fields of a cart's hold that a client may request. */
const FIELDS = [
  "hold",
  "hold.expires_at",
  "hold.items",
  "hold.items.inventory_item_id",
  "hold.items.quantity",
]

/**
 * Allows `fields=+hold.*` on a cart: Medusa answers only with allowed fields. The star in the matcher makes
 * this middleware run before Medusa's own field check; an exact matcher would run after it.
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
