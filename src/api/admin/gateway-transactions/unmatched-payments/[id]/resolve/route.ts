import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resolveUnmatchedPayment } from "../../../../../../workflows/payment/resolution/resolve-unmatched-payment"
import type { ResolvePayment } from "../../../validators"
import { listUnmatchedPayments } from "../../list"

/**
 * POST /admin/gateway-transactions/unmatched-payments/:id/resolve: marks an unmatched payment as resolved, with
 * a note.
 */
export async function POST(req: AuthenticatedMedusaRequest<ResolvePayment>, res: MedusaResponse) {
  await resolveUnmatchedPayment(req.scope, {
    payment_id: req.params.id,
    user_id: req.auth_context.actor_id,
    note: req.validatedBody.note,
  })
  res.json(await listUnmatchedPayments(req.scope))
}
