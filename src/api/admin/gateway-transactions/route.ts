import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listGatewayTransactions } from "./list"
import { ListGatewayTransactions } from "./validators"

/** GET /admin/gateway-transactions: lists transactions; those that need attention come first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const params: ListGatewayTransactions = await zodValidator<unknown>(ListGatewayTransactions, req.query)
  res.json(await listGatewayTransactions(req.scope, params))
}
