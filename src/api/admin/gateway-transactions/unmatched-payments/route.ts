import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listLonePayments } from "./list"

/** GET /admin/gateway-transactions/lone-payments: captured in Medusa, but no gateway ever had the money. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await listLonePayments(req.scope))
}
