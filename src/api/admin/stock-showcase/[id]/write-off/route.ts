import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { writeOff } from "../../../../../workflows/showcase/end-bouquet"
import { stockPersonOf } from "../../../../stock-person"
import { answerBouquet } from "../../describe"
import type { WriteBouquetOff } from "../../validators"

/** POST /admin/stock-showcase/:id/write-off: writes a bouquet off as a whole. */
export async function POST(req: AuthenticatedMedusaRequest<WriteBouquetOff>, res: MedusaResponse) {
  const person = await stockPersonOf(req)
  const bouquet = await writeOff(req.scope, person, { ...req.validatedBody, id: req.params.id })
  res.json(await answerBouquet(req, bouquet))
}
