import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { regradeStock } from "../../../../workflows/stock/record-document"
import { stockPersonOf } from "../../../stock-person"
import { answerRecorded, storedKey } from "../describe"
import type { RegradeStock } from "../validators"

/** POST /admin/stock-documents/regrade: moves pieces from one item to another with their value. */
export async function POST(req: AuthenticatedMedusaRequest<RegradeStock>, res: MedusaResponse) {
  const { key, ...input } = req.validatedBody
  const person = await stockPersonOf(req)
  const recorded = await regradeStock(req.scope, person, { ...input, key: storedKey(person, key) })
  res.status(201).json(await answerRecorded(req, recorded))
}
