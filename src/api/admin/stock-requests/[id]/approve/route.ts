import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decide } from "../../describe"

/** POST /admin/stock-requests/:id/approve: records what was asked for. Nobody decides about an own request. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await decide(req, "approved"))
}
