import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getOrderPaymentWorkflow } from "../../../../../workflows/payment/get-order-payment"

/**
 * How an order's payment stands, and where to pay: for a storefront to lead there, and to ask again. As with
 * core's `GET /store/orders/:id`, whoever knows the order's id may ask.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { result } = await getOrderPaymentWorkflow(req.scope).run({ input: { order_id: req.params.id } })
  res.status(200).json(result)
}
