import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderCost } from "../../../../../workflows/stock/costs"

/** GET /admin/orders/:id/cost: what the flowers of the order have cost, and its margin. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json({ cost: await readOrderCost(req.scope, req.params.id) })
}
