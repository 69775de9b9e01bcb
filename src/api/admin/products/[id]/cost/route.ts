import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readProductCosts } from "../../../../../workflows/stock/costs"

/** GET /admin/products/:id/cost: what the variants of the product cost now, and their margins. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await readProductCosts(req.scope, req.params.id))
}
