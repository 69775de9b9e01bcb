import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answerCount } from "../describe"

/** GET /admin/stock-counts/:id: a count with its items, their entries and differences. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json({ stock_count: await answerCount(req, req.params.id) })
}
