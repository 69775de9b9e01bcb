import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { getOrderPayment } from "../../../../../workflows/payment/order-payment/get-order-payment"

/**
 * GET /store/orders/:id/payment: the payment status of an order and its checkout URL. As with Medusa's `GET
 * /store/orders/:id`, the order's id is the only credential.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const result = await getOrderPayment(req.scope, { order_id: req.params.id })
  res.status(200).json(result)
}
