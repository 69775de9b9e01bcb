import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeTransaction } from "../describe"

/** GET /admin/gateway-transactions/:id: a transaction, its order's money, and all that happened. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await describeTransaction(req.scope, req.params.id))
}
