import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listUnmatchedPayments } from "./list"

/** GET /admin/gateway-transactions/unmatched-payments: captured in Medusa, but no gateway ever had the money. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await listUnmatchedPayments(req.scope))
}
