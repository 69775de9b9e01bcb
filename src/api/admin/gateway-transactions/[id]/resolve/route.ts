import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { mendGatewayPaymentWorkflow } from "../../../../../workflows/payment/resolve-gateway-payment"
import { describeTransaction } from "../../describe"
import type { MendPayment } from "../../validators"

/** POST /admin/gateway-transactions/:id/mend: someone has put it right outside the shop, and says how. */
export async function POST(req: AuthenticatedMedusaRequest<MendPayment>, res: MedusaResponse) {
  const { id } = req.params
  await mendGatewayPaymentWorkflow(req.scope).run({
    input: { transaction_id: id, user_id: req.auth_context.actor_id, note: req.validatedBody.note },
  })
  res.json(await describeTransaction(req.scope, id))
}
