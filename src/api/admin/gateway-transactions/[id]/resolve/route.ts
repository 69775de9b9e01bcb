import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resolveGatewayPayment } from "../../../../../workflows/payment/resolution/resolve-gateway-payment"
import { describeTransaction } from "../../describe"
import type { ResolvePayment } from "../../validators"

/**
 * POST /admin/gateway-transactions/:id/resolve: marks the transaction as resolved outside the shop, with a
 * note.
 */
export async function POST(req: AuthenticatedMedusaRequest<ResolvePayment>, res: MedusaResponse) {
  const { id } = req.params
  await resolveGatewayPayment(req.scope, {
    transaction_id: id,
    user_id: req.auth_context.actor_id,
    note: req.validatedBody.note,
  })
  res.json(await describeTransaction(req.scope, id))
}
