import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getCartDeliveryWorkflow } from "../../../../../workflows/delivery/get-cart-delivery"
import { updateCartDeliveryWorkflow } from "../../../../../workflows/delivery/update-cart-delivery"
import type { UpdateCartDelivery } from "./validators"

/**
 * GET /store/carts/:id/delivery
 *
 * To whom, where and when the cart's flowers go; `missing` names the fields that an order still needs, and
 * `shipping_options` are the delivery zones and the pick-up point with their prices for this cart.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { result } = await getCartDeliveryWorkflow(req.scope).run({ input: { cart_id: req.params.id } })
  res.json(result)
}

/**
 * POST /store/carts/:id/delivery
 *
 * Changes the fields that are given and leaves the others; answers as GET does. The cart's shipping address,
 * e-mail and shipping method follow. A `latitude` and `longitude` choose the nearest delivery zone by
 * themselves, `method: "pickup"` the pick-up point. A wrong field is answered with 400 and a `code` such as
 * invalid_phone, out_of_zone or slot_full, and nothing is changed.
 */
export async function POST(req: MedusaRequest<UpdateCartDelivery>, res: MedusaResponse) {
  const { result } = await updateCartDeliveryWorkflow(req.scope).run({
    input: { cart_id: req.params.id, delivery: req.validatedBody },
  })
  res.json(result)
}
