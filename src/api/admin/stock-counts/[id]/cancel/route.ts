import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelCount } from "../../../../../workflows/stock-count/cancel-count"
import { stockPersonOf } from "../../../../stock-person"
import { answerCountHead } from "../../describe"

/** POST /admin/stock-counts/:id/cancel: ends a count; the stock stays as it is. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { id } = req.params
  await cancelCount(req.scope, await stockPersonOf(req), id)
  res.json({ stock_count: await answerCountHead(req, id) })
}
