import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listUnmatchedPayments } from "./list"

/**
 * GET /admin/gateway-transactions/unmatched-payments: payments that Medusa captured without a gateway
 * transaction.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await listUnmatchedPayments(req.scope))
}
