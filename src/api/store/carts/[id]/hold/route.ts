import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getCartHold } from "../../../../../workflows/hold/get-cart-hold"

/**
 * GET /store/carts/:id/hold
 *
 * Answers with the held items and the end of the hold, and renews the hold. `expires_at` is null when the
 * cart holds nothing: it is empty, its items have no managed inventory, or the stock went to other carts. An
 * unknown cart is answered with 404 and the code cart_not_found.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const result = await getCartHold(req.scope, { cart_id: req.params.id })
  res.json({ hold: result })
}
