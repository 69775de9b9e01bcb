import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readItemHistory } from "../../../../../workflows/stock/item-history"
import { ReadItemHistory } from "../../validators"

/** GET /admin/stock-items/:id/history: the stock of an item at the end of each day, and what changed it. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { days }: ReadItemHistory = await zodValidator<unknown>(ReadItemHistory, req.query)
  res.json({ days: await readItemHistory(req.scope, { id: req.params.id, days }) })
}
