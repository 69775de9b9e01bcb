import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { takeBackDocument } from "../../../../../workflows/stock/record-document"
import { stockPersonOf } from "../../../../stock-person"
import { answerRecorded } from "../../describe"
import type { TakeBackStockDocument } from "../../validators"

/** POST /admin/stock-documents/:id/take-back: takes a document back by countermovements, in a document of its own. */
export async function POST(req: AuthenticatedMedusaRequest<TakeBackStockDocument>, res: MedusaResponse) {
  const { note } = req.validatedBody
  const recorded = await takeBackDocument(req.scope, await stockPersonOf(req), { id: req.params.id, note })
  res.json(await answerRecorded(req, recorded))
}
