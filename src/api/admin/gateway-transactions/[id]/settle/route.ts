import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { settlePaymentAgain } from "../../../../../workflows/payment/resolution/settle-payment-again"
import { describeTransaction } from "../../describe"
import type { TakeResolutionStep } from "../../validators"

/** POST /admin/gateway-transactions/:id/settle: applies the gateway's state to Medusa's payment again. */
export async function POST(req: AuthenticatedMedusaRequest<TakeResolutionStep>, res: MedusaResponse) {
  const { id } = req.params
  await settlePaymentAgain(req.scope, {
    transaction_id: id,
    user_id: req.auth_context.actor_id,
    note: req.validatedBody.note,
  })
  res.json(await describeTransaction(req.scope, id))
}
