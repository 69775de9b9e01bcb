import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCartDelivery } from "../../../../../workflows/delivery/get-cart-delivery"
import { updateCartDeliveryWorkflow } from "../../../../../workflows/delivery/update-cart-delivery"
import type { UpdateCartDelivery } from "./validators"

/**
 * GET /store/carts/:id/delivery
 *
 * Answers with recipient, address and slot of the cart's delivery. `missing` names the fields that an order
 * still needs. `shipping_options` lists the delivery zones and the pick-up point with their prices for this
 * cart.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const result = await readCartDelivery(req.scope, { cart_id: req.params.id })
  res.json(result)
}

/**
 * POST /store/carts/:id/delivery
 *
 * Changes the given fields and answers like GET. Updates the cart's shipping address, e-mail and shipping
 * method too. A `latitude` and `longitude` choose the nearest delivery zone; `method: "pickup"` chooses the
 * pick-up point. An invalid field is answered with 400 and a `code` such as invalid_phone, out_of_zone or
 * slot_full, and changes nothing.
 */
export async function POST(req: MedusaRequest<UpdateCartDelivery>, res: MedusaResponse) {
  const { result } = await updateCartDeliveryWorkflow(req.scope).run({
    input: { cart_id: req.params.id, delivery: req.validatedBody },
  })
  res.json(result)
}
