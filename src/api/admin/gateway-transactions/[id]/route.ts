import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { describeTransaction } from "../describe"

/** GET /admin/gateway-transactions/:id: the transaction, the money of its order and its history. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await describeTransaction(req.scope, req.params.id))
}
