import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listPromoCodes } from "../../../../../workflows/cart/list-promo-codes"

/** GET /store/carts/:id/promo-codes: the cart's codes, also those that wait for the delivery. */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ promo_codes: await listPromoCodes(req.scope, req.params.id) })
}
