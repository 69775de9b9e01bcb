import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { enterCount } from "../../../../../workflows/stock-count/enter-count"
import { stockPersonOf } from "../../../../stock-person"
import { storedKey } from "../../../stock-documents/describe"
import { answerCountHead } from "../../describe"
import type { EnterStockCount } from "../../validators"

/** POST /admin/stock-counts/:id/entries: saves what the caller counted of an item. */
export async function POST(req: AuthenticatedMedusaRequest<EnterStockCount>, res: MedusaResponse) {
  const { key, quantity: counted, ...entry } = req.validatedBody
  const { id } = req.params
  const person = await stockPersonOf(req)
  await enterCount(req.scope, person, { ...entry, id, counted, key: storedKey(person, key) })
  res.json({ stock_count: await answerCountHead(req, id) })
}
