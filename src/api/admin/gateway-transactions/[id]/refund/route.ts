import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refundGatewayPayment } from "../../../../../workflows/payment/resolution/refund-gateway-payment"
import { describeTransaction } from "../../describe"
import type { TakeResolutionStep } from "../../validators"

/**
 * POST /admin/gateway-transactions/:id/refund: refunds over the gateway's API, or marks the refund as due in
 * the gateway's cabinet.
 */
export async function POST(req: AuthenticatedMedusaRequest<TakeResolutionStep>, res: MedusaResponse) {
  const { id } = req.params
  await refundGatewayPayment(req.scope, {
    transaction_id: id,
    user_id: req.auth_context.actor_id,
    note: req.validatedBody.note,
  })
  res.json(await describeTransaction(req.scope, id))
}
