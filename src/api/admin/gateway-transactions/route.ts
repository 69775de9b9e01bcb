import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listGatewayTransactions } from "./list"
import { ListGatewayTransactions } from "./validators"

/** GET /admin/gateway-transactions: what the gateways tell of the money; what does not match first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const params: ListGatewayTransactions = await zodValidator<unknown>(ListGatewayTransactions, req.query)
  res.json(await listGatewayTransactions(req.scope, params))
}
