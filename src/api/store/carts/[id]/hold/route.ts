import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getCartHoldWorkflow } from "../../../../../workflows/hold/get-cart-hold"

/**
 * GET /store/carts/:id/hold
 *
 * What the shop keeps for the cart, and until when; asking renews it. `expires_at` is null when nothing is kept:
 * an empty cart, one without counted stock, or one whose flowers others have taken meanwhile. 404 with the code
 * cart_not_found for an unknown cart.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { result } = await getCartHoldWorkflow(req.scope).run({ input: { cart_id: req.params.id } })
  res.json({ hold: result })
}
