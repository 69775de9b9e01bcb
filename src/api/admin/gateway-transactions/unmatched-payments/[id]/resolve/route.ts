import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { mendLonePaymentWorkflow } from "../../../../../../workflows/payment/resolve-unmatched-payment"
import type { MendPayment } from "../../../validators"
import { listLonePayments } from "../../list"

/** POST /admin/gateway-transactions/lone-payments/:id/mend: someone has looked into it, and says what it was. */
export async function POST(req: AuthenticatedMedusaRequest<MendPayment>, res: MedusaResponse) {
  await mendLonePaymentWorkflow(req.scope).run({
    input: {
      payment_id: req.params.id,
      user_id: req.auth_context.actor_id,
      note: req.validatedBody.note,
    },
  })
  res.json(await listLonePayments(req.scope))
}
